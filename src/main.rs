//! The `plainleaf` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    plainleaf::cli::run()
}
