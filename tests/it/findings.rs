//! One-mistake sites against the exact line that is printed for them.

use plainleaf::report::Format;
use plainleaf::source::SourceTree;

use crate::support::{bare, check, page, printed, put, site, with, without};

/// The least front matter that a page may have; its text starts on line 7.
const FRONT_MATTER: &str =
    "+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n";

/// The least words that a language may have.
const STRINGS: &str =
    "months = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\"]\n";

/// Holds the short report of a site, and what it says to do, against what is expected.
#[track_caller]
fn says(tree: &SourceTree, line: &str, help: &str) {
    assert_eq!(check(tree), format!("{line}\n"));
    let human = printed(tree, Format::Human);
    let found = human.lines().find_map(|line| line.split_once("= help: ")).map_or("", |(_, help)| help);
    assert_eq!(found, help, "{human}");
}

/// The same for a page with this text, which starts on line 7.
#[track_caller]
fn page_says(text: &str, line: &str, help: &str) {
    says(&page(&format!("{text}\n")), &format!("content/en/page.md:{line}"), help);
}

/// The same for a page with these lines in place of those of its front matter.
#[track_caller]
fn front_matter_says(lines: &[(&str, &str)], line: &str, help: &str) {
    let mut front_matter =
        vec![("title", "\"A\""), ("description", "\"B\""), ("kind", "\"page\""), ("updated", "2026-01-01")];
    for (key, value) in lines {
        match front_matter.iter_mut().find(|(known, _)| known == key) {
            Some(known) => known.1 = value,
            None => front_matter.push((key, value)),
        }
    }
    let written = front_matter.iter().filter(|(_, value)| !value.is_empty());
    let text: String = written.map(|(key, value)| format!("{key} = {value}\n")).collect();
    says(&page(&format!("+++\n{text}+++\n")), &format!("content/en/page.md:{line}"), help);
}

#[test]
fn keys_of_front_matter() {
    front_matter_says(
        &[("titel", "1")],
        "6:1: error[unknown-key]: `titel` is not a key here",
        "did you mean `title`?",
    );
    front_matter_says(
        &[("colour", "1")],
        "6:1: error[unknown-key]: `colour` is not a key here",
        "the keys are `title`, `description`, `kind`, `order`, `nav`, `short`, `updated`, `review_by`, `main_message`, `aliases`, `draft`, `noindex`, `changes`, `allow`",
    );
    front_matter_says(
        &[("description", "")],
        "2:1: error[missing-key]: `description` is missing",
        "add `description = \"…\"`",
    );
    front_matter_says(
        &[("changes", "[{ date = 2026-01-01 }]")],
        "6:12: error[missing-key]: `what` is missing",
        "add `what = …`",
    );
    front_matter_says(
        &[("description", ""), ("descripton", "\"B\"")],
        "5:1: error[unknown-key]: `descripton` is not a key here",
        "did you mean `description`?",
    );
}

#[test]
fn values_of_front_matter() {
    front_matter_says(
        &[("updated", "2026-02-30")],
        "5:11: error[bad-date]: `2026-02-30` is not a day of the calendar",
        "write a day of the calendar as year-month-day, such as `2026-03-01`",
    );
    front_matter_says(
        &[("updated", "\"soon\"")],
        "5:11: error[bad-date]: `soon` is not a day of the calendar",
        "write a day of the calendar as year-month-day, such as `2026-03-01`",
    );
    front_matter_says(
        &[("updated", "2026-01-01T10:00:00")],
        "5:11: error[bad-date]: `2026-01-01T10:00:00` has a time",
        "write a day of the calendar as year-month-day, such as `2026-03-01`",
    );
    front_matter_says(
        &[("kind", "\"treatmnt\"")],
        "4:8: error[bad-value]: `treatmnt` is not one of the words allowed here",
        "did you mean `treatment`? It can be `overview`, `now`, `condition`, `explainer`, `evidence`, `treatment`, `care`, `checklist`, `diary`, `glossary`, `references`, `about`, `statement`, `report`, `error`, `page`",
    );
    front_matter_says(
        &[("title", "\" \"")],
        "2:9: error[bad-value]: the title is empty",
        "say in a few words what the page is about",
    );
    front_matter_says(
        &[("title", "7")],
        "2:9: error[bad-value]: this is the number `7`, but words in quotes are needed",
        "put double quotes around it",
    );
    front_matter_says(
        &[("order", "\"first\"")],
        "6:9: error[bad-value]: this is `\"first\"`, but a whole number is needed",
        "write it in digits, without quotes",
    );
    front_matter_says(
        &[("draft", "\"yes\"")],
        "6:9: error[bad-value]: this is `\"yes\"`, but `true` or `false` is needed",
        "write one of the two, without quotes",
    );
    front_matter_says(
        &[("aliases", "\"/old/\"")],
        "6:11: error[bad-value]: this is `\"/old/\"`, but a list is needed",
        "put square brackets around it: `[\"…\"]`",
    );
    front_matter_says(
        &[("aliases", "[\"old\"]")],
        "6:12: error[bad-address]: `old` is not an address of this site",
        "write it as `/old-name/`, in small letters, digits and hyphens",
    );
}

#[test]
fn front_matter_that_cannot_be_read() {
    front_matter_says(
        &[("title", "No quotes")],
        "2:9: error[toml-syntax]: `No quotes` stands without quotes",
        "put double quotes around words: `key = \"words\"`",
    );
    front_matter_says(
        &[("title", "\"No end")],
        "2:16: error[toml-syntax]: these words have no closing quote",
        "put a double quote `\"` at their end",
    );
    front_matter_says(
        &[("order", "1\norder = 2")],
        "7:1: error[toml-syntax]: `order` is there twice",
        "remove one of the two lines",
    );
    says(
        &put(&site(""), "content/en/page.md", "Hello.\n"),
        "content/en/page.md:1:1: error[front-matter-missing]: this page has no front matter",
        "start the file with a line `+++`, then lines `title = \"…\"`, `description = \"…\"`, `kind = \"…\"` and `updated = 2026-01-31`, then `+++` again",
    );
    says(
        &put(&site(""), "content/en/page.md", ""),
        "content/en/page.md:1:1: error[front-matter-missing]: this page has no front matter",
        "start the file with a line `+++`, then lines `title = \"…\"`, `description = \"…\"`, `kind = \"…\"` and `updated = 2026-01-31`, then `+++` again",
    );
    says(
        &put(&site(""), "content/en/page.md", "+++\ntitle = \"A\"\n"),
        "content/en/page.md:1:1: error[front-matter-missing]: the front matter has no end",
        "close it with a line `+++`",
    );
}

#[test]
fn addresses() {
    says(
        &put(
            &site(""),
            "content/en/Two Words.md",
            "+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n",
        ),
        "content/en/Two Words.md:1:1: error[bad-address]: `Two Words` makes an address that is hard to read out",
        "name the file in small letters, digits and single hyphens, such as `two-words`",
    );
    says(
        &site(
            "-- content/en/a.md --\n+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n-- content/en/a/index.md --\n+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n",
        ),
        "content/en/a/index.md:1:1: error[duplicate-address]: the address `/a/` is already that of another page",
        "rename one of the two",
    );
    says(
        &site(
            "-- content/en/a.md --\n+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\n+++\n-- content/en/b.md --\n+++\ntitle = \"A\"\ndescription = \"B\"\nkind = \"page\"\nupdated = 2026-01-01\naliases = [\"/a/\"]\n+++\n",
        ),
        "content/en/b.md:6:12: error[duplicate-address]: the address `/a/` is already that of another page",
        "rename one of the two",
    );
    says(
        &put(&site(""), "static/index.html", "A file\n"),
        "static/index.html:1:1: error[duplicate-address]: `index.html` is where `content/en/index.md` is written",
        "take this file out, or rename it; what readers see there is in `content/en/index.md`",
    );
}

#[test]
fn home_pages() {
    let message = "content/en/index.md:1:1: error[missing-home]: the site has no home page";
    let help = "add this page with `kind = \"overview\"`";
    says(&without(&site(""), "content/en/index.md"), message, help);
    // Neither links to it nor its translation are missed as well.
    let linking = without(&page("[There](index.md)\n"), "content/en/404.md");
    let linking = put(&linking, "content/fr/strings.toml", STRINGS);
    let linking = put(&linking, "content/en/strings.toml", STRINGS);
    let linking = with(&linking, &one_more("b", "").replace("/en/b.md", "/fr/page.md"));
    says(
        &put(&linking, "templates/page.html", "<a href=\"{{ home }}\">x</a>{{ page.body }}\n"),
        "content/fr/index.md:1:1: error[missing-home]: the language `fr` has pages, but no home page",
        help,
    );
}

#[test]
fn a_home_page_that_is_not_ready_is_not_missed() {
    let broken = put(&site(""), "content/en/index.md", "Hello.\n");
    let only = "content/en/index.md:1:1: error[front-matter-missing]: this page has no front matter\n";
    assert_eq!(check(&broken), only);
    let draft = FRONT_MATTER.replace("+++\n", "") + "draft = true\n";
    assert_eq!(check(&put(&site(""), "content/en/index.md", &format!("+++\n{draft}+++\n"))), "");
}

#[test]
fn links() {
    page_says(
        "See [this](nowhere.md).",
        "7:5: error[broken-link]: `nowhere.md` leads nowhere",
        "link to a page by its file name, such as `get-help.md`, and to a file in `static/` by `/its-name`",
    );
    page_says(
        "See [this](indx.md).",
        "7:5: error[broken-link]: `indx.md` leads nowhere",
        "did you mean `index.md`?",
    );
    page_says(
        "See [this](../../x.md).",
        "7:5: error[broken-link]: `../../x.md` leads nowhere",
        "link to a page by its file name, such as `get-help.md`, and to a file in `static/` by `/its-name`",
    );
    page_says(
        "See [this](/nowhere.pdf).",
        "7:5: error[broken-link]: `/nowhere.pdf` leads nowhere",
        "no page or file has this address; link to a page by its file, such as `get-help.md`",
    );
    page_says(
        "See [this](#sings).\n\n## Signs",
        "7:5: error[broken-link]: `#sings` leads nowhere",
        "did you mean `signs`?",
    );
    page_says(
        "See [this](index.md#top).",
        "7:5: error[broken-link]: `index.md#top` leads nowhere",
        "the page has no `#top`",
    );
    page_says(
        "See [this][that].",
        "7:5: error[broken-link]: `[that]` is not defined",
        "write the address after the words: `[words](page.md)`, or mark a claim: `[words][claim:id]`",
    );
    page_says(
        "See [this]().",
        "7:5: error[broken-link]: this link has no address",
        "write the address between the round brackets: `[words](page.md)`",
    );
    page_says(
        "See [this](javascript:x).",
        "7:5: error[broken-link]: `javascript:x` is not a link that a reader can follow",
        "use a page's file name, or an address that starts with `https:`, `mailto:` or `tel:`",
    );
}

#[test]
fn links_without_words() {
    page_says(
        "Start [](index.md).",
        "7:7: error[link-without-words]: this link has no words",
        "write them between the first brackets: `[words](page.md)`",
    );
    page_says(
        "Start [ ](https://a.example).",
        "7:7: error[link-without-words]: this link has no words",
        "write them between the first brackets: `[words](page.md)`",
    );
    page_says(
        "Soap [<!-- why? -->][claim:soap].",
        "7:6: error[link-without-words]: this claim has no words",
        "write them between the first brackets: `[words][claim:id]`",
    );
    page_says(
        "Soap [][term:hygiene].",
        "7:6: error[link-without-words]: this term has no words",
        "write them between the first brackets: `[words][term:id]`",
    );
}

#[test]
fn every_use_of_a_broken_link_is_named() {
    let tree = page("[One](#x) and [two](#x).\n");
    let line = |column| format!("content/en/page.md:7:{column}: error[broken-link]: `#x` leads nowhere\n");
    assert_eq!(check(&tree), line(1) + &line(15));
}

#[test]
fn ids() {
    page_says(
        "[@exampel-a]",
        "7:2: error[unknown-citation]: `exampel-a` is not in the references",
        "did you mean `example-a`?",
    );
    page_says(
        "[@example-a; @nobody-1999, p. 3]",
        "7:14: error[unknown-citation]: `nobody-1999` is not in the references",
        "add it to `content/references.yml`",
    );
    page_says(
        "[@example-a; example-b]",
        "7:14: error[unknown-citation]: `example-b` is no citation",
        "write `[@key]`, or `[@key; @other]` for two",
    );
    page_says(
        "A study [@example-a",
        "7:9: error[unknown-citation]: this citation has no closing bracket",
        "write `[@key]`",
    );
    page_says(
        "[Soap][claim:sope]",
        "7:1: error[unknown-id]: there is no claim `sope`",
        "add it to `content/claims.toml`",
    );
    page_says(
        "[Soap][claim:soup]",
        "7:1: error[unknown-id]: there is no claim `soup`",
        "did you mean `soap`?",
    );
    page_says(
        "[certainty: towl]",
        "7:1: error[unknown-id]: there is no claim `towl`",
        "did you mean `towel`?",
    );
    page_says(
        "[x][term:hygeine]",
        "7:1: error[unknown-id]: there is no term `hygeine` in the glossary",
        "did you mean `hygiene`?",
    );
    page_says(
        "[care: urgnt]",
        "7:1: error[unknown-id]: there is no level of care `urgnt`",
        "did you mean `urgent`?",
    );
    page_says(
        "[care: urgent; thrid-sign]",
        "7:1: error[unknown-id]: there is no red flag `thrid-sign`",
        "did you mean `third-sign`?",
    );
    page_says(
        "[care: urgent; first-sign]",
        "7:1: error[unknown-id]: the red flag `first-sign` is of the level `emergency`",
        "put it in the card `[care: emergency]`",
    );
    page_says(
        "[care: urgent]",
        "7:1: error[empty-card]: no red flag of the level `urgent` is meant for pages of the kind `page`",
        "add this kind to the `kinds` of its flags in `content/red-flags.toml`, or name the flags: `[care: urgent; flag-id]`",
    );
    page_says(
        "[claims: washng]",
        "7:1: error[unknown-id]: no claim has the topic `washng`",
        "did you mean `washing`?",
    );
    page_says(
        "![Rows](icon-array:towel)",
        "7:1: error[unknown-id]: the claim `towel` has no figures to draw",
        "add `figures = [ { label = \"…\", count = 14, of = 100 } ]` to the claim",
    );
}

#[test]
fn marks() {
    page_says("[cautons]", "7:1: error[unknown-mark]: `[cautons]` is not a mark", "did you mean `cautions`?");
    page_says(
        "[pages: all]",
        "7:1: error[unknown-mark]: `[pages: all]` is not a mark",
        "the marks are `[care: emergency]`, `[cautions]`, `[certainty: claim-id]`, `[claims]`, `[references]`, `[glossary]`, `[checklist]`, `[pages]`, `[contacts]`, `[changes]`, `[funding]`, `[quality]`, `[diary: 14]`",
    );
    page_says(
        "[diary: 40]",
        "7:1: error[unknown-mark]: `[diary: 40]` is not a mark",
        "a diary has 1 to 31 nights: `[diary: 14]`",
    );
    page_says(
        "Who: [cautions]",
        "7:6: error[unknown-mark]: `[cautions]` stands among other words",
        "put it in a paragraph of its own, with an empty line above and below",
    );
    page_says(
        "## A {.key-point}",
        "7:1: error[unknown-mark]: `.key-point` is no role of a heading",
        "did you mean `key-points`?",
    );
    page_says(
        "## A {#x}\n\n## B {#x}",
        "9:1: error[duplicate-id]: two headings of this page have the anchor `#x`",
        "give one of them another anchor",
    );
    page_says(
        "[care: urgent; third-sign]\n\n[care: urgent; third-sign]",
        "1:1: error[duplicate-id]: the built page has two places called `#urgent`",
        "give a heading another anchor with `{#name}`, or use a card or mark only once",
    );
}

#[test]
fn markup() {
    page_says(
        "A <br> b.",
        "7:3: error[raw-html]: `<br>` is HTML",
        "write it in Markdown, or put `raw_html = true` in `site.toml`",
    );
    page_says(
        "<div>\nA block\n</div>",
        "7:1: error[raw-html]: `<div>` is HTML",
        "write it in Markdown, or put `raw_html = true` in `site.toml`",
    );
    page_says(
        "# A title",
        "7:1: error[second-title]: `# A title` is a second main heading",
        "the title in the front matter is the main heading; start with `##`",
    );
    page_says(
        "| a |\n|---|\n| b |",
        "7:1: error[table-without-caption]: this table has no caption",
        "put a paragraph right above it: `Table: what it shows`",
    );
    page_says(
        "Words[^why].",
        "7:6: error[broken-footnote]: the footnote `[^why]` is not defined",
        "add a line `[^why]: words`",
    );
    page_says(
        "Words.\n\n[^why]: More.",
        "9:1: error[broken-footnote]: nothing refers to the footnote `[^why]`",
        "put `[^…]` behind the words it belongs to, or take it out",
    );
    page_says(
        "Words[^a].\n\n[^a]: One.\n\n[^a]: Two.",
        "11:1: error[broken-footnote]: the footnote `[^a]` is defined twice",
        "give one of them another name",
    );
}

#[test]
fn pictures() {
    page_says(
        "![](figures/tap.svg)",
        "7:1: error[picture-without-words]: the picture `figures/tap.svg` has no words for someone who cannot see it",
        "say what it shows between the brackets: `![A hand …](…)`",
    );
    page_says(
        "![Tap](figures/tap.svg \"Tap\")",
        "7:1: error[picture-without-words]: the picture `figures/tap.svg` says the same twice",
        "between the brackets say what it shows, in the quotes what to conclude",
    );
    page_says(
        "![Tap](figures/tpa.svg)",
        "7:1: error[missing-picture]: there is no picture `figures/tpa.svg`",
        "did you mean `figures/tap.svg`?",
    );
    page_says(
        "A ![tap](figures/tap.svg) here.",
        "7:3: error[picture-in-text]: a picture stands in the middle of a sentence",
        "put it in a paragraph of its own, with an empty line above and below",
    );
    says(
        &put(
            &site(""),
            "content/en/figures/tap.svg",
            "<svg viewBox=\"0 0 8 8\">\n<script>x</script></svg>\n",
        ),
        "content/en/figures/tap.svg:2:1: error[figure-unsafe]: `script` runs a program",
        "take it out of the drawing",
    );
    says(
        &put(&site(""), "templates/site.css", "a { content: '</style>' }\n"),
        "templates/site.css:1:15: error[tag-closed-early]: `</style` would end the page's own tag",
        "write it in another way, such as `\\3C /style`",
    );
    says(
        &put(&site(""), "templates/note.js", "const end = '</Script>';\n"),
        "templates/note.js:1:14: error[tag-closed-early]: `</script` would end the page's own tag",
        "write it in another way, such as `<\\/script`",
    );
}

#[test]
fn plain_text_is_no_mistake() {
    assert_eq!(check(&page("*Words* in \\[brackets], and \\[x\\].\n")), "");
    assert_eq!(check(&page("2 * 3 | 4 < 5 & 6_7, 1 > 0, ~5, a__________ b, C# and #1\n")), "");
    assert_eq!(check(&page("Write to <a@b.example> or <https://c.example/d_e>.\n")), "");
    assert_eq!(check(&page("Words \\[^why] and \\[@key].\n")), "");
    assert_eq!(check(&page("`[@code]` and `[^code]`\n")), "");
}

#[test]
fn data_files() {
    says(
        &put(
            &site(""),
            "content/claims.toml",
            "[[claim]]\nid = \"soap\"\nsays = \"A\"\ncertainty = \"lo\"\nrated_by = \"ours\"\nchecked = \"2026-01\"\n",
        ),
        "content/claims.toml:4:13: error[bad-value]: `lo` is not one of the words allowed here",
        "did you mean `low`? It can be `none`, `very-low`, `low`, `moderate`, `high`",
    );
    says(
        &put(
            &site(""),
            "content/claims.toml",
            "[[claim]]\nid = \"soap\"\nsays = \"A\"\ncertainty = \"low\"\nrated_by = \"ours\"\nchecked = \"January\"\n",
        ),
        "content/claims.toml:6:11: error[bad-date]: `January` is not a month of the calendar",
        "write the year and the month, such as `2026-03`",
    );
    says(
        &put(
            &site(""),
            "content/claims.toml",
            "[[claim]]\nid = \"soap\"\nsays = \"A\"\ncertainty = \"low\"\nrated_by = \"ours\"\nchecked = \"2026-01\"\nsources = [\"exampel-a\"]\n",
        ),
        "content/claims.toml:7:12: error[unknown-citation]: `exampel-a` is not in the references",
        "did you mean `example-a`?",
    );
    says(
        &put(
            &site(""),
            "content/claims.toml",
            "[[claim]]\nid = \"soap\"\nsays = \"A\"\ncertainty = \"none\"\nrated_by = \"ours\"\nchecked = \"2026-01\"\n",
        ),
        "content/claims.toml:1:1: error[claim-incomplete]: the claim `soap` says nothing was found, but not how it was looked for",
        "add `search = { where = \"…\", until = \"2026-11\", words = \"…\" }`",
    );
    says(
        &put(
            &site(""),
            "content/claims.toml",
            "[[claim]]\nid = \"soap\"\nsays = \"A\"\ncertainty = \"low\"\nrated_by = \"ours\"\nchecked = \"2026-01\"\n[[claim]]\nid = \"soap\"\nsays = \"A\"\ncertainty = \"low\"\nrated_by = \"ours\"\nchecked = \"2026-01\"\n",
        ),
        "content/claims.toml:8:6: error[duplicate-id]: the id `soap` is used twice",
        "give one of them another id",
    );
    says(
        &put(
            &site(""),
            "content/claims.toml",
            "[[claim]]\nid = \"Big Soap\"\nsays = \"A\"\ncertainty = \"low\"\nrated_by = \"ours\"\nchecked = \"2026-01\"\n",
        ),
        "content/claims.toml:2:6: error[bad-value]: `Big Soap` cannot be an id",
        "use small letters, digits and single hyphens, such as `hand-washing`",
    );
    says(
        &put(&site(""), "content/claims.toml", "[claim]\nid = \"soap\"\n"),
        "content/claims.toml:1:1: error[bad-value]: `claim` is written as a single value",
        "write each entry under a line `[[claim]]`",
    );
    says(
        &put(&site(""), "content/claims.toml", "[[claims]]\nid = \"soap\"\n"),
        "content/claims.toml:1:3: error[unknown-key]: `claims` is not a key here",
        "did you mean `claim`?",
    );
    says(
        &put(
            &site(""),
            "content/red-flags.toml",
            "[[level]]\nid = \"urgent\"\nheading = \"A\"\n[[flag]]\nid = \"a\"\nlevel = \"urgnt\"\nwords = \"A\"\nkinds = []\n",
        ),
        "content/red-flags.toml:6:9: error[unknown-id]: there is no level `urgnt`",
        "did you mean `urgent`?",
    );
    says(
        &put(
            &site(""),
            "content/red-flags.toml",
            "[[flag]]\nid = \"a\"\nlevel = \"urgent\"\nwords = \"A\"\nkinds = []\n",
        ),
        "content/red-flags.toml:1:1: error[missing-key]: `level` is missing",
        "add `level = \"urgent\"`",
    );
    says(
        &put(
            &site(""),
            "content/red-flags.toml",
            "[[level]]\nid = \"urgent\"\nheading = \"A\"\n[[level]]\nid = \"urgent\"\nheading = \"A\"\n",
        ),
        "content/red-flags.toml:5:6: error[duplicate-id]: the id `urgent` is used twice",
        "give one of them another id",
    );
    says(
        &put(&site(""), "content/red-flags.toml", "[[level]]\nid = \"At once\"\nheading = \"A\"\n"),
        "content/red-flags.toml:2:6: error[bad-value]: `At once` cannot be an id",
        "use small letters, digits and single hyphens, such as `hand-washing`",
    );
    says(
        &put(
            &site(""),
            "content/regions.toml",
            "[[region]]\nid = \"north\"\nname = \"N\"\nshort = \"N\"\nemergency = 911\n",
        ),
        "content/regions.toml:5:13: error[bad-value]: this is the number `911`, but words in quotes are needed",
        "put double quotes around it",
    );
    says(
        &put(
            &site(""),
            "content/regions.toml",
            "[[region]]\nid = \"north\"\nname = \"N\"\nshort = \"N\"\nemergency = \"000\"\n",
        ),
        "site.toml:9:21: error[unknown-id]: there is no region `south` in `content/regions.toml`",
        "add it under a line `[[region]]`",
    );
}

#[test]
fn numbers_to_dial() {
    let region = |emergency: &str, help_line: &str| {
        let south = "[[region]]\nid = \"south\"\nname = \"S\"\nshort = \"S\"\n";
        let text = format!(
            "{0}emergency = \"000\"\n{south}emergency = \"{emergency}\"\nhelp_line = \"{help_line}\"\n",
            south.replace("south", "north")
        );
        put(&site(""), "content/regions.toml", &text)
    };
    let help = "write digits only, such as `112`; a `+` may stand before them";
    let line =
        "content/regions.toml:10:13: error[bad-value]: `0 0 0` is not a number that a telephone can dial";
    says(&region("0 0 0", ""), line, help);
    let line =
        "content/regions.toml:11:13: error[bad-value]: `1800-X` is not a number that a telephone can dial";
    says(&region("112", "1800-X"), line, help);
    assert_eq!(check(&region("+44999", "+44111")), "");
}

#[test]
fn references() {
    says(
        &put(
            &site(""),
            "content/references.yml",
            "example-a:\n  type: wb\n  title: A\nexample-b:\n  type: web\n  title: B\n",
        ),
        "content/references.yml:2:9: error[reference-broken]: `wb` cannot be read as `type`",
        "did you mean `web`?",
    );
    says(
        &put(
            &site(""),
            "content/references.yml",
            "example-a:\n  type: web\n  title: A\nexample-b:\n  type: web\n  title: B\n  auhtor: C\n",
        ),
        "content/references.yml:7:3: error[reference-broken]: there is no field `auhtor`",
        "did you mean `author`?",
    );
    says(
        &put(
            &site(""),
            "content/references.yml",
            "example-a:\n  type: web\n  title: A\nexample-b:\n  type: web\n  title: B\n  date: 2020-13\n",
        ),
        "content/references.yml:7:9: error[reference-broken]: `2020-13` cannot be read as `date`",
        "write `2024`, `2024-05` or `2024-05-14`, a day that exists",
    );
    says(
        &put(
            &site(""),
            "content/references.yml",
            "example-a:\n  type: web\n  title: A\nexample-b:\n  type: web\n  title: B\nexample-a:\n  type: web\n  title: C\n",
        ),
        "content/references.yml:7:1: error[reference-broken]: `example-a` is there twice",
        "it is first in line 1; rename or remove one of them",
    );
    says(
        &put(
            &site(""),
            "content/references.yml",
            "example-a:\n  type: web\n  title: A\nexample-b:\n  type: web\n  title: B: C\n",
        ),
        "content/references.yml:6:11: error[reference-broken]: not valid YAML: mapping values are not allowed in this context",
        "begin all fields of an entry in the same column; put words with `: ` or ` #` in them in quotes",
    );
    says(
        &put(&site(""), "content/references.yml", "- a\n- b\n"),
        "content/references.yml:1:1: error[reference-broken]: the references are not a list of keys with fields",
        "write `smith-2020:` and below it, indented, `title: …`",
    );
}

#[test]
fn checklists() {
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"soup\"]\n",
        ),
        "content/checklist.toml:10:1: error[checklist-broken]: the line `r` waits for `soup`, which no item is called",
        "did you mean `soap`?",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\n",
        ),
        "content/checklist.toml:10:1: error[checklist-broken]: the line `r` has no rule, or two",
        "say either `any = [\"…\"]` or `only = [\"…\"]`",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"B\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"soap\"]\n",
        ),
        "content/checklist.toml:10:1: error[checklist-broken]: the id `soap` is used twice",
        "give one of them an id that was never used before",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\nrequired = true\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"soap\"]\n",
        ),
        "content/checklist.toml:4:1: error[checklist-broken]: the group `g` must be answered, but cannot be answered with no",
        "add a last item with `type = \"none\"`",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[group.item]]\nid = \"none\"\nlabel = \"None\"\ntype = \"none\"\n[[group.item]]\nid = \"towel\"\nlabel = \"B\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"soap\"]\n",
        ),
        "content/checklist.toml:4:1: error[checklist-broken]: the group `g` has \"none of these\" in the wrong place",
        "one item at most has `type = \"none\"`, and it is the last",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[group]]\nid = \"h\"\nlegend = \"B\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"soap\"]\n",
        ),
        "content/checklist.toml:10:1: error[checklist-broken]: the group `h` asks nothing",
        "add `[[group.item]]`, or take the group out",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"Soap\"\nlabel = \"A\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"Soap\"]\n",
        ),
        "content/checklist.toml:7:1: error[checklist-broken]: `Soap` cannot be an id",
        "use small letters, digits and single hyphens",
    );
    says(
        &put(
            &site(""),
            "content/checklist.toml",
            "purpose = \"A\"\nprivacy = \"B\"\n[texts]\n[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabl = \"A\"\n[[result]]\nid = \"r\"\nlead = \"A\"\nwords = \"B\"\nany = [\"soap\"]\n",
        ),
        "content/checklist.toml:9:1: error[unknown-key]: `labl` is not a key here",
        "did you mean `label`?",
    );
    let list = |more: &str| {
        let group = "[[group]]\nid = \"g\"\nlegend = \"A\"\n[[group.item]]\nid = \"soap\"\nlabel = \"A\"\n[[group.item]]\nid = \"none\"\nlabel = \"None\"\ntype = \"none\"\n";
        let text = format!("purpose = \"A\"\nprivacy = \"B\"\n[texts]\n{group}{more}");
        put(&site(""), "content/checklist.toml", &text)
    };
    let line =
        |id: &str, rule: &str| format!("[[result]]\nid = \"{id}\"\nlead = \"A\"\nwords = \"B\"\n{rule}\n");
    let two = |first: &str, second: &str| list(&format!("{}{}", line("r", first), line("s", second)));
    says(
        &two("only = [\"none\"]\nstrength = 2", "any = [\"soap\"]\nstrength = 1"),
        "content/checklist.toml:14:1: error[advice-weakened]: with `none` ticked the line is `r`; ticking `soap` as well gives the weaker line `s`",
        "name `soap` in a line of `strength = 2` or more",
    );
    says(
        &two("only = [\"none\"]\nstrength = 2", "any = [\"soap\"]"),
        "content/checklist.toml:14:1: error[advice-weakened]: with `none` ticked the line is `r`; ticking `soap` as well takes it away",
        "name `soap` in a line of `strength = 2` or more",
    );
    let towel = "[[group.item]]\nid = \"towel\"\nlabel = \"A\"\n[[group.item]]\nid = \"soap\"";
    let text = two("only = [\"soap\"]", "any = [\"none\", \"towel\"]");
    let text = text
        .named("content/checklist.toml")
        .unwrap()
        .as_text()
        .replace("[[group.item]]\nid = \"soap\"", towel);
    says(
        &put(&site(""), "content/checklist.toml", &text),
        "content/checklist.toml:17:1: error[advice-weakened]: with `soap` ticked the line is `r`; ticking `towel` as well takes it away",
        "let the line `r` wait for `any`, or give it a `strength`",
    );
    says(
        &two("only = [\"none\", \"soap\"]", "any = [\"none\"]"),
        "content/checklist.toml:14:1: error[advice-never-shown]: what the line `r` waits for cannot be ticked together",
        "a question has one answer, and \"none of these\" stands alone: name what can be ticked together",
    );
    says(
        &two("any = [\"soap\"]\nstrength = 1", "any = [\"soap\"]\nstrength = 2"),
        "content/checklist.toml:14:1: error[advice-never-shown]: whenever the line `r` fits, a stronger one is shown instead",
        "raise its `strength`, or take it out",
    );
    says(
        &two("any = [\"soap\"]\nstrength = 0", "any = [\"none\"]"),
        "content/checklist.toml:14:1: error[checklist-broken]: the line `r` has no strength at all",
        "begin with `strength = 1`",
    );
    says(
        &list(&format!("advice = false\n{}", line("r", "any = [\"soap\", \"none\"]"))),
        "content/checklist.toml:15:1: error[checklist-broken]: the line `r` waits for `none`, which has `advice = false`",
        "take `advice = false` out, or the id",
    );
    let message = "content/en/page.md:7:1: error[unknown-mark]: the site has no checklist";
    says(&without(&page("[checklist]\n"), "content/checklist.toml"), message, "add `content/checklist.toml`");
}

#[test]
fn templates() {
    says(
        &put(&site(""), "templates/page.html", "{{ page.titel }}\n"),
        "templates/page.html:1:9: error[template-error]: field `titel` is not defined",
        "did you mean `title`?",
    );
    says(
        &put(&site(""), "templates/page.html", "\n{{ t.skip }}\n"),
        "templates/page.html:2:6: error[template-error]: field `skip` is not defined",
        "there are: alert, ask_first, banner, call, certainty, contents, date, dir, language_name, months, moved, notes, offline, roles, sources",
    );
    says(
        &put(&site(""), "templates/page.html", "{{ page.title | shout }}\n"),
        "templates/page.html:1:17: error[template-error]: unknown filter `shout`",
        "",
    );
    says(
        &put(&site(""), "templates/page.html", "{% if page.title %}\n"),
        "templates/page.html:1:20: error[template-error]: unexpected end of input",
        "",
    );
    says(
        &put(&site(""), "templates/page.html", "{% extends \"bse.html\" %}\n"),
        "templates/page.html:1:1: error[template-error]: it extends `bse.html`, which is not there",
        "",
    );
    says(
        &put(
            &site(""),
            "templates/components.html",
            "{% component funding(site, t) %}{% endcomponent funding %}\n",
        ),
        "templates/components.html:1:1: error[missing-template]: there is no component `pages` in the templates",
        "add `{% component pages(…) %}`; a site made with `plainleaf new` has it",
    );
    says(
        &put(
            &site(""),
            "templates/components.html",
            "{% component funding(site, t) %}{% endcomponent funding %}{% component pages(pges) %}{% endcomponent pages %}\n",
        ),
        "templates/components.html:1:1: error[template-error]: component `pages` is given `pages`, `t`, but takes `pges`",
        "",
    );
    let message =
        "templates/page.html:1:1: error[missing-template]: there is no template for pages of the kind `page`";
    says(
        &without(&without(&site(""), "content/en/404.md"), "templates/page.html"),
        message,
        "add `templates/page.html`, which is for every kind that has no template of its own",
    );
    says(
        &put(&site(""), "templates/page.html", "<a href=\"nowhere/\">x</a>{{ page.body }}\n"),
        "templates/page.html:1:10: error[broken-link]: a template writes a link `nowhere/`, which leads nowhere",
        "no page or file has this address; link to a page by its file, such as `get-help.md`",
    );
}

#[test]
fn languages() {
    says(
        &put(&site(""), "content/en/strings.toml", "months = [\"January\"]\n"),
        "content/en/strings.toml:1:1: error[missing-string]: `months` does not name twelve months",
        "add `months = [\"January\", …]`",
    );
    says(
        &put(&site(""), "content/fr/index.md", FRONT_MATTER),
        "content/fr/strings.toml:1:1: error[missing-string]: the language `fr` has no words for menus and buttons",
        "copy the `strings.toml` of another language to `content/fr/strings.toml` and translate it",
    );
}

#[test]
fn translations() {
    let base = put(&without(&site(""), "content/en/404.md"), "content/en/strings.toml", STRINGS);
    let base = put(&base, "content/fr/strings.toml", STRINGS);
    let base = with(&base, "-- templates/page.html --\n{{ page.body }}\n");
    let pages = |count| (0..count).map(|n| one_more(&format!("page-{n}"), "")).collect::<String>();
    let five = check(&with(&base, &pages(4)));
    let wanted = ["index", "page-0", "page-1", "page-2", "page-3"].map(|name| {
        format!("content/en/{name}.md:1:1: warning[missing-translation]: this page is not there in `fr`")
    });
    assert_eq!(five.lines().collect::<Vec<_>>(), wanted);
    says(
        &with(&base, &pages(7)),
        "content/fr/strings.toml:1:1: warning[missing-translation]: 8 pages are not there in `fr`: `index.md`, `page-0.md`, `page-1.md`, `page-2.md`, `page-3.md` and 3 more",
        "translate them in `content/fr/`, in files of the same names",
    );
}

#[test]
fn stray_files() {
    let stray = |path: &str, text: &str, help: &str| {
        let line = format!("{path}:1:1: error[stray-file]: nothing reads this file");
        says(&put(&site(""), path, text), &line, help);
    };
    stray("content/index.md", FRONT_MATTER, "pages belong in `content/en/`");
    stray("content/en/page.MD", FRONT_MATTER, "the name of a page ends in `.md`");
    stray(
        "content/en/notes.txt",
        "A note\n",
        "files for readers belong in `static/`, notes for writers in a `README.md`",
    );
    stray(
        "content/en/figures/tap.PNG",
        "",
        "the name of a picture ends in `.svg`, `.png`, `.jpg`, `.webp` or `.avif`",
    );
    stray("content/reference.bib", "", "did you mean `content/references.bib`?");
    stray(
        "content/claims-old.toml",
        "",
        "the data files are `content/claims.toml`, `content/red-flags.toml`, `content/cautions.toml`, `content/glossary.toml`, `content/regions.toml`, `content/wording.toml`, `content/checklist.toml`, `content/sign-offs.toml`, `content/attestations.toml`, `content/reader-tests.toml`, `content/urls.lock`, `content/references.yml`, `content/references.bib`, `content/en/strings.toml`",
    );
    stray(
        "templates/logo.svg",
        "<svg/>",
        "templates end in `.html` or `.xml`, styles in `.css`, scripts in `.js`; other files belong in `static/`",
    );
}

#[test]
fn data_files_with_other_names() {
    for (right, wrong) in [
        ("content/cautions.toml", "content/caution.toml"),
        ("content/cautions.toml", "content/en/cautions.toml"),
        ("content/references.yml", "content/references.yaml"),
    ] {
        let tree = site("");
        let text = tree.named(right).unwrap().as_text().to_owned();
        let human = printed(&put(&without(&tree, right), wrong, &text), Format::Human);
        assert!(human.contains(&format!("help: did you mean `{right}`?")), "{human}");
    }
}

#[test]
fn folders_of_no_language() {
    let two = format!("{}{}", one_more("a", ""), one_more("b", ""));
    says(
        &site(&two.replace("content/en/", "content/english/")),
        "content/english/a.md:1:1: error[stray-file]: nothing reads the pages in `content/english/`, which is no language's code",
        "name the folder by its language's code, such as `content/en/`",
    );
    says(
        &site(&two.replace("content/en/", "content/pt_BR/")),
        "content/pt_BR/a.md:1:1: error[stray-file]: nothing reads the pages in `content/pt_BR/`, which is no language's code",
        "did you mean `content/pt-br/`?",
    );
}

#[test]
fn notes_and_pictures_may_lie_anywhere() {
    for path in ["README.md", "en/README.md", "en/figures/README.md", "img/README.md"] {
        assert_eq!(check(&put(&site(""), &format!("content/{path}"), "A note\n")), "");
    }
    let drawing = site("").named("content/en/figures/tap.svg").unwrap().as_text().to_owned();
    assert_eq!(check(&put(&site(""), "content/img/tap.svg", &drawing)), "");
    assert_eq!(check(&put(&site(""), "templates/README.md", "A note\n")), "");
}

#[test]
fn a_folder_without_a_site_does_not_break_the_build() {
    let wanted = [
        "content/en/strings.toml:1:1: error[missing-string]: the language `en` has no words for menus and buttons",
        "templates/page.html:1:1: error[missing-template]: the site has no templates",
    ];
    assert_eq!(check(&bare("")).lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_page_with_mistakes_is_no_broken_link() {
    let broken = "-- content/en/a.md --\n+++\ntitle = \"A\"\n+++\n";
    let linking = one_more("b", "[There](a.md#signs)");
    let lines = check(&site(&format!("{broken}{linking}")));
    assert!(lines.lines().all(|line| line.contains("error[missing-key]")), "{lines}");
}

#[test]
fn one_broken_entry_hides_no_other_and_is_named_once() {
    // Pages that name the entry, or any other, are not told that it is not there.
    let tree = page("[Soap][claim:soap] and [a towel][claim:towel].\n");
    let tree = put(&tree, "content/claims.toml", "[[claim]]\nid = \"soap\"\n");
    let wanted = ["certainty", "checked", "rated_by", "says"]
        .map(|key| format!("content/claims.toml:1:1: error[missing-key]: `{key}` is missing"));
    assert_eq!(check(&tree).lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn hundreds_of_findings_come_in_the_order_of_the_files() {
    let pages: String = (0..60)
        .map(|n| one_more(&format!("page-{n:02}"), "[a](x.md)\n\n# B\n\n[@nobody] <br>\n\n![](y.svg)"))
        .collect();
    let lines = check(&site(&pages));
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 60 * 6);
    let wanted = [
        "7:1: error[broken-link]: `x.md` leads nowhere",
        "9:1: error[second-title]: `# B` is a second main heading",
        "11:2: error[unknown-citation]: `nobody` is not in the references",
        "11:11: error[raw-html]: `<br>` is HTML",
        "13:1: error[missing-picture]: there is no picture `y.svg`",
        "13:1: error[picture-without-words]: the picture `y.svg` has no words for someone who cannot see it",
    ];
    for (n, lines) in lines.chunks(6).enumerate() {
        let wanted = wanted.map(|line| format!("content/en/page-{n:02}.md:{line}"));
        assert_eq!(lines, wanted);
    }
}

/// One more page as a part of a site's text; its own text starts on line 7.
fn one_more(name: &str, text: &str) -> String {
    format!("-- content/en/{name}.md --\n{FRONT_MATTER}{text}\n")
}
