//! Generates the permissions for the four commands the windows may call, and the context of the program with the
//! built front end inside.

fn main() {
    let manifest =
        tauri_build::AppManifest::new().commands(&["call", "choose", "copied_picture", "open_reader"]);
    let context = tauri_build::CodegenContext::new();
    let attributes = tauri_build::Attributes::new().app_manifest(manifest).codegen(context);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
