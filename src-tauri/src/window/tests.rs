use tauri::Url;

use super::is_own;

#[track_caller]
fn check(address: &str, own: bool) {
    assert_eq!(is_own(&Url::parse(address).unwrap()), own, "{address}");
}

#[cfg(not(windows))]
#[test]
fn the_window_stays_on_the_front_end_inside_the_program() {
    check("tauri://localhost/", true);
    check("tauri://localhost/index.html#/incidents", true);
    check("http://tauri.localhost/", false);
}

#[test]
fn every_other_address_is_refused() {
    for address in [
        "https://example.org/",
        "http://localhost/",
        "http://localhost:8080/",
        "http://127.0.0.1:5173/",
        "https://tauri.localhost.example.org/",
        "tauri://example.org/",
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
        "about:blank",
        "blob:tauri://localhost/0",
    ] {
        check(address, false);
    }
}
