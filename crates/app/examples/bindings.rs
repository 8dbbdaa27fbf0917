//! Prints the TypeScript types of the commands; `cargo xtask bindings` writes them into the front end.

#[allow(clippy::print_stdout, reason = "printing is what it is for")]
fn main() {
    print!("{}", firebreak_app::typescript());
}
