use super::Invocation;

#[track_caller]
fn check(call: &Invocation, expected: &str) {
    assert_eq!(call.line(), expected);
}

#[test]
fn a_call_is_shown_as_it_would_be_typed() {
    check(&Invocation::new("npm", ".").arguments(["run", "build"]), "npm run build");
    check(
        &Invocation::new("/opt/rust/cargo", ".")
            .shown_as("cargo")
            .arguments(["doc"])
            .variable("RUSTDOCFLAGS", "-D warnings"),
        "RUSTDOCFLAGS='-D warnings' cargo doc",
    );
    check(&Invocation::new("echo", ".").arguments(["it's", ""]), r"echo 'it'\''s' ''");
}

#[cfg(unix)]
#[test]
fn a_failing_call_names_itself() {
    let error = Invocation::new("false", ".").run().unwrap_err();
    assert!(error.to_string().starts_with("`false` ended with"), "{error}");
    let error = Invocation::new("no-such-program", ".").run().unwrap_err();
    assert_eq!(error.to_string(), "`no-such-program` could not be started");
}
