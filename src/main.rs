//! The `plainleaf` command.

use std::process::ExitCode;

/// Pages are thousands of small texts made on several threads, which this allocator does in half the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    plainleaf::cli::run()
}
