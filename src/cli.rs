//! Arguments to one of a few sentences: read, build, report, and what then.
//!
//! Exit code 0: nothing to mend. 1: the site has mistakes. 2: the machine or the command line has.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the command's own output")]

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};
use jiff::civil::Date;

use crate::build::{self, Options, Progress};
use crate::diagnostic::{Diagnostics, Found, did_you_mean};
use crate::output::OutputTree;
use crate::publish;
use crate::report::{self, Format};
use crate::rule;
use crate::serve;
use crate::source::SourceTree;
use crate::starter;
use crate::url::LinkStyle;

/// Builds patient-education microsites, and refuses to publish what it can see is wrong.
///
/// A site is a folder with `site.toml`, `content/`, `templates/` and `static/`.
/// `plainleaf new DIR` makes a small one to start from.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 90)]
struct Arguments {
    /// The folder of the site
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The day that review dates are held against [default: today]
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    today: Option<Date>,
    /// How findings are printed
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// Let warnings stop the build as errors do
    #[arg(long, global = true)]
    strict: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into `public/`; with mistakes, the last good site stays
    Build {
        /// Write links that also work where the folder is opened from a disk
        #[arg(long)]
        portable: bool,
    },
    /// Say what is wrong with the site, and build nothing
    Check,
    /// Build, serve on this machine only, and build again on every save
    Serve {
        /// The port; another is taken if it is in use
        #[arg(long, default_value_t = 8400)]
        port: u16,
    },
    /// Print what a rule looks for, why, and how to mend it
    Explain {
        /// The rule's name, as findings show it; without it, all rules
        rule: Option<String>,
    },
    /// Make a small complete site to start from
    New {
        /// The folder to make
        dir: PathBuf,
    },
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
        Command::Build { portable } => {
            let started = Instant::now();
            let links = if *portable { LinkStyle::Portable } else { LinkStyle::Hosted };
            let (tree, Found(output, found)) = read_and_build(arguments, links)?;
            print(&found, &tree, arguments.format);
            let public = root.join("public");
            let stays = |error| format!("cannot publish: {error}. The last good site stays");
            publish::recover(&public).map_err(stays)?;
            if found.has_errors() {
                eprintln!("{}: not published; the last good site stays", report::summary(&found));
                return Ok(Outcome::Findings);
            }
            build::publish(&output, &public).map_err(stays)?;
            let counted = format!("{} files, {} kB", output.len(), output.size().div_ceil(1000));
            eprintln!(
                "built {} ({counted}) in {:.0?}: {}",
                public.display(),
                started.elapsed(),
                report::summary(&found)
            );
            Ok(Outcome::Clean)
        }
        Command::Check => {
            let (tree, Found(_, found)) = read_and_build(arguments, LinkStyle::Hosted)?;
            print(&found, &tree, arguments.format);
            eprintln!("{}", report::summary(&found));
            Ok(if found.has_errors() { Outcome::Findings } else { Outcome::Clean })
        }
        Command::Serve { port } => {
            let fixed = arguments.today;
            serve::run(root, *port, move || fixed.map_or_else(today, Ok)).map(|()| Outcome::Clean)
        }
        Command::Explain { rule: None } => {
            let widest = rule::ALL.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
            for rule in rule::ALL {
                println!("{:<widest$}  {:<7}  {}", rule.code, rule.severity.word(), rule.summary());
            }
            Ok(Outcome::Clean)
        }
        Command::Explain { rule: Some(code) } => match rule::named(code) {
            Some(rule) => {
                println!("{}", rule.document.trim_end());
                Ok(Outcome::Clean)
            }
            None => {
                let near = did_you_mean(code, rule::ALL.iter().map(|rule| rule.code));
                let help = near.unwrap_or_else(|| "`plainleaf explain` lists them all".to_owned());
                Err(format!("there is no rule `{code}`: {help}"))
            }
        },
        Command::New { dir } => {
            let today = arguments.today.map_or_else(today, Ok)?;
            starter::write(dir, today).map_err(|error| format!("cannot make the site: {error}"))?;
            println!("made a site in `{0}`; see it with `plainleaf --site {0} serve`", dir.display());
            Ok(Outcome::Clean)
        }
    }
}

fn read_and_build(
    arguments: &Arguments,
    links: LinkStyle,
) -> Result<(SourceTree, Found<OutputTree>), String> {
    let today = arguments.today.map_or_else(today, Ok)?;
    let Found(tree, mut found) = build::read(&arguments.site).map_err(|error| error.to_string())?;
    let progress = Arc::new(Progress::default());
    let options = Options { today, links, progress: Arc::clone(&progress) };
    let watcher = show_progress(progress);
    let output = found.absorb(build::build(&tree, &options, None));
    drop(watcher);
    let found = if arguments.strict { found.strict() } else { found };
    Ok((tree, Found(output, found.sorted())))
}

fn print(found: &Diagnostics, tree: &SourceTree, format: Format) {
    // Set to nothing, it means nothing (no-color.org).
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let color = std::io::stdout().is_terminal() && wanted;
    print!("{}", report::text(found, tree, format, color));
}

/// Shows a bar once the work has taken half a second, on a terminal only; dropping the sender ends it.
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
        let bar = indicatif::ProgressBar::new(0);
        while receiver.recv_timeout(Duration::from_millis(50)) == Err(Timeout) {
            bar.set_length(progress.total.load(Ordering::Relaxed) as u64);
            bar.set_position(progress.done.load(Ordering::Relaxed) as u64);
        }
        bar.finish_and_clear();
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
