//! Arguments to one of a few sentences: read, build, report, and what then.
//!
//! Exit code 0: nothing to mend. 1: the site has mistakes. 2: the machine or the command line has.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the command's own output")]

mod attest;
mod lock;
mod rules;
mod screen;
mod sign;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use crate::build::{self, Built, Keep, Memo, Options, Progress};
use crate::diagnostic::{Diagnostics, Found, did_you_mean};
use crate::disk;
use crate::lsp;
use crate::publish::{self, Stage};
use crate::record;
use crate::report::{self, Format};
use crate::rule::{self, Purpose};
use crate::serve;
use crate::source::SourceTree;
use crate::starter;
use crate::url::LinkStyle;

/// The options that every command takes come last in its help.
const COMMON: &str = "With every command";

const AFTER_HELP: &str = "\
A guide for writers is in `content/README.md`: from the first page to a release.
Exit code 0: nothing to mend. 1: the site has mistakes. 2: the machine or the command line has.";

/// Builds patient-education microsites, and refuses to publish what it can see is wrong.
///
/// A site is a folder with `site.toml`, `content/`, `templates/` and `static/`.
/// `plainleaf new DIR` makes a small one to start from.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 90, after_help = AFTER_HELP)]
struct Arguments {
    /// The folder of the site
    #[arg(long, global = true, help_heading = COMMON, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The day that review dates are held against [default: today]
    #[arg(long, global = true, help_heading = COMMON, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
    /// How findings are printed: human, short, json, sarif or github
    #[arg(long, global = true, help_heading = COMMON, value_name = "FORMAT", value_enum, default_value_t)]
    #[arg(hide_possible_values = true)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small complete site to start from
    New {
        /// The folder to make
        dir: PathBuf,
    },
    /// Build, serve on this machine only, and build again on every save
    Serve {
        /// The port; another is taken if it is in use
        #[arg(long, default_value_t = 8400)]
        port: u16,
    },
    /// Say what is wrong with the site, and build nothing
    Check {
        /// Say it again on every save, until Ctrl-C
        #[arg(long, conflicts_with = "release")]
        watch: bool,
        /// Say what stands in the way of a release, too
        #[arg(long)]
        release: bool,
        /// Count warnings as errors
        #[arg(long)]
        strict: bool,
    },
    /// Build the site into `public/`; with mistakes, the last good site stays
    ///
    /// The folder changes in one step. Files of the last build that are no part of the site any more leave it;
    /// all else in it stays: `CNAME`, `.git`, files that you put there or changed. If one of those has the name of a
    /// file of the site, nothing is built. The list of what was built is kept in `.plainleaf`; a folder that holds
    /// files and has no such list is left alone.
    Build {
        /// Build into another folder, such as a worktree of the branch that is published
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Build into a folder that `build` did not make too, and put files of the site in the place of yours that
        /// have the same names; all others stay
        #[arg(long)]
        replace: bool,
        /// Write links that also work where the folder is opened from a disk
        #[arg(long)]
        portable: bool,
        /// Build for readers: refuse pages that are not signed or not in date
        #[arg(long)]
        release: bool,
        /// Let warnings stop the build as errors do
        #[arg(long)]
        strict: bool,
    },
    /// Record that someone has checked the words of a page
    Sign(sign::Signature),
    /// Record that someone has judged an item of the quality sheet
    Attest(attest::Judgment),
    /// Promise readers the addresses that the site has now, in `content/urls.lock`
    Lock,
    /// Print what a rule looks for, why, and how to mend it
    Explain {
        /// The rule's name, as findings show it; without it, all rules
        rule: Option<String>,
    },
    /// Print the table of all rules, as Markdown or with `--format json`
    Rules,
    /// Tell an editor what is wrong while the writer types (the editor starts this itself)
    Lsp,
}

impl Arguments {
    /// The day, for those who ask more than once.
    fn day(&self) -> impl Fn() -> Result<Date, String> + Send + 'static {
        let fixed = self.today;
        move || fixed.map_or_else(today, Ok)
    }

    fn print(&self, found: &Diagnostics, tree: &SourceTree) {
        screen::Screen::new(&self.site, self.format).print(found, tree);
    }
}

/// What a command came to.
enum Outcome {
    Clean,
    Findings,
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help that was asked for is no mistake; bare `plainleaf` explains itself.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() && std::env::args_os().len() > 1 { 2 } else { 0 });
        }
    };
    match command(&arguments) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(message) => {
            eprintln!("plainleaf: {message}");
            ExitCode::from(2)
        }
    }
}

fn command(arguments: &Arguments) -> Result<Outcome, String> {
    let root = arguments.site.as_path();
    match &arguments.command {
        Command::Build { out, replace, portable, release, strict } => {
            let started = Instant::now();
            let links = if *portable { LinkStyle::Portable } else { LinkStyle::Hosted };
            let public = out.clone().unwrap_or_else(|| root.join("public"));
            let stage = publish::check(root, &public)
                .and_then(|()| record::clear(root))
                .and_then(|()| Stage::begin(&public, *replace));
            let pages = stage.as_ref().map_or(Keep::Nothing, Keep::Staged);
            let (tree, Found(Built { output, .. }, found)) =
                read_and_build(arguments, links, pages, purpose(*release))?;
            let found = strictly(*strict, found);
            arguments.print(&found, &tree);
            let stage = stage.map_err(|error| error.to_string())?;
            if found.has_errors() {
                eprintln!("{}: not published; the last good site stays", report::summary(&found));
                return Ok(Outcome::Findings);
            }
            disk::finish(&output, stage).map_err(|error| error.to_string())?;
            let counted = format!("{} files, {} kB", output.len(), output.size().div_ceil(1000));
            eprintln!(
                "built {} ({counted}) in {:.0?}: {}",
                public.display(),
                started.elapsed(),
                report::summary(&found)
            );
            Ok(Outcome::Clean)
        }
        Command::Sign(signature) => sign::run(arguments, signature),
        Command::Attest(judgment) => attest::run(arguments, judgment),
        Command::Lock => lock::run(arguments),
        Command::Check { watch: true, strict, .. } => {
            screen::watch(root, arguments.format, *strict, arguments.day())
        }
        Command::Check { watch: false, release, strict } => {
            let (tree, Found(_, found)) =
                read_and_build(arguments, LinkStyle::Hosted, Keep::Nothing, purpose(*release))?;
            let found = strictly(*strict, found);
            arguments.print(&found, &tree);
            eprintln!("{}", report::summary(&found));
            Ok(if found.has_errors() { Outcome::Findings } else { Outcome::Clean })
        }
        Command::Serve { port } => serve::run(root, *port, arguments.day()).map(|()| Outcome::Clean),
        Command::Lsp => lsp::run(root, arguments.day()).map(|()| Outcome::Clean),
        Command::Rules => {
            screen::say(&rules::table(arguments.format)?);
            Ok(Outcome::Clean)
        }
        Command::Explain { rule: None } => {
            let widest = rule::ALL.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
            let line = |rule: &rule::Rule| {
                format!("{:<widest$}  {:<7}  {}\n", rule.code, rule.severity.word(), rule.summary())
            };
            screen::say(&rule::ALL.iter().map(|rule| line(rule)).collect::<String>());
            Ok(Outcome::Clean)
        }
        Command::Explain { rule: Some(code) } => match rule::named(code) {
            Some(rule) => {
                screen::say(&format!("{}\n", rule.document.trim_end()));
                Ok(Outcome::Clean)
            }
            None => {
                let codes = || rule::ALL.iter().map(|rule| rule.code);
                let holds = |rule: &&str| code.len() > 2 && rule.contains(code.as_str());
                let near = did_you_mean(code, codes())
                    .or_else(|| codes().find(holds).map(|rule| format!("did you mean `{rule}`?")));
                let help = near.unwrap_or_else(|| "`plainleaf explain` lists them all".to_owned());
                Err(format!("there is no rule `{code}`: {help}"))
            }
        },
        Command::New { dir } => {
            let today = arguments.day()()?;
            starter::write(dir, today).map_err(|error| format!("cannot make the site: {error}"))?;
            let dir = dir.display().to_string();
            let is_plain = dir.chars().all(|c| c.is_alphanumeric() || "/._-~".contains(c));
            let typed = if is_plain { dir.clone() } else { format!("'{dir}'") };
            println!("made a site in `{dir}`; see it with `plainleaf --site {typed} serve`");
            Ok(Outcome::Clean)
        }
    }
}

fn read_and_build(
    arguments: &Arguments,
    links: LinkStyle,
    pages: Keep<'_>,
    purpose: Purpose,
) -> Result<(SourceTree, Found<Built>), String> {
    let today = arguments.day()()?;
    let Found(tree, mut found) = disk::read(&arguments.site).map_err(|error| error.to_string())?;
    let progress = Arc::new(Progress::default());
    let options = Options { today, links, pages, purpose, progress: Arc::clone(&progress) };
    let watcher = show_progress(progress);
    let whole = found.absorb(build::build(&tree, &options, &Memo::forgetful()));
    drop(watcher);
    Ok((tree, Found(whole, found.sorted())))
}

/// Findings, where warnings may count as errors.
fn strictly(strict: bool, found: Diagnostics) -> Diagnostics {
    if strict { found.strict().sorted() } else { found }
}

fn purpose(release: bool) -> Purpose {
    if release { Purpose::Release } else { Purpose::Preview }
}

/// Says what a command did, beside its output.
fn say(words: &str) {
    eprintln!("{words}");
}

/// Counts the pages once the work has taken half a second, on a terminal only; dropping the sender ends it.
fn show_progress(progress: Arc<Progress>) -> Option<std::sync::mpsc::Sender<()>> {
    if !std::io::stderr().is_terminal() {
        return None;
    }
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    std::thread::spawn(move || {
        use std::sync::mpsc::RecvTimeoutError::Timeout;
        if receiver.recv_timeout(Duration::from_millis(500)) != Err(Timeout) {
            return;
        }
        while receiver.recv_timeout(Duration::from_millis(50)) == Err(Timeout) {
            let [done, total] = [&progress.done, &progress.total].map(|count| count.load(Ordering::Relaxed));
            eprint!("\r{:40}", format!("{done} of {total} pages"));
        }
        eprint!("\r{:40}\r", "");
    });
    Some(sender)
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a day such as 2026-03-01"))
}

/// Today, from `SOURCE_DATE_EPOCH` where that is set (reproducible-builds.org), else from the clock.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the clock")]
fn today() -> Result<Date, String> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse::<i64>()
            .map_err(|_| format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds"))?,
        Err(_) => {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            i64::try_from(since.unwrap_or_default().as_secs()).unwrap_or_default()
        }
    };
    let start = Date::constant(1970, 1, 1);
    start
        .checked_add(
            jiff::Span::new().try_days(seconds.div_euclid(86_400)).map_err(|error| error.to_string())?,
        )
        .map_err(|error| error.to_string())
}
