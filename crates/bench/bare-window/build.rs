//! Builds the page into the program.

use tauri_build::{Attributes, CodegenContext};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tauri_build::try_build(Attributes::new().codegen(CodegenContext::new()))?;
    Ok(())
}
