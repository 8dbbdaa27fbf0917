//! What the window cannot do, whatever runs in it.

use std::net::TcpListener;

use firebreak_e2e::{Result, WindowTest};
use serde_json::{Value, json};

/// Runs a script that answers, or says why not.
fn attempt(window: &WindowTest, promise: &str) -> Result<Value> {
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         ({promise}).then((answer) => done(['done', String(answer)]), (error) => done(['refused', String(error?.message ?? error)]));"
    );
    window.run_async(&script, Vec::new())
}

#[track_caller]
fn assert_refused(answer: &Value) {
    assert_eq!(answer[0], "refused", "{answer}");
}

#[test]
fn no_network_is_reachable() -> Result<()> {
    let server = TcpListener::bind(("127.0.0.1", 0))?;
    server.set_nonblocking(true)?;
    let address = server.local_addr()?;
    let window = WindowTest::start()?;
    assert_refused(&attempt(&window, &format!("fetch('http://{address}/')"))?);
    assert_refused(&attempt(&window, &format!("fetch('http://{address}/', {{ mode: 'no-cors' }})"))?);
    let loaded = |element: &str, tag: &str| {
        attempt(
            &window,
            &format!(
                "new Promise((load, error) => {{ const e = document.createElement('{tag}'); e.onload = load; \
                 e.onerror = () => error('blocked'); Object.assign(e, {element}); document.head.append(e); }})"
            ),
        )
    };
    assert_refused(&loaded(&format!("{{ src: 'http://{address}/a.png' }}"), "img")?);
    assert_refused(&loaded(&format!("{{ src: 'http://{address}/a.js' }}"), "script")?);
    assert_refused(&loaded(&format!("{{ rel: 'stylesheet', href: 'http://{address}/a.css' }}"), "link")?);
    let socket = format!(
        "new Promise((load, error) => {{ const s = new WebSocket('ws://{address}/'); s.onopen = load; s.onerror = () => error('blocked'); }})"
    );
    assert_refused(&attempt(&window, &socket)?);
    let nobody = server.accept().unwrap_err();
    assert_eq!(nobody.kind(), std::io::ErrorKind::WouldBlock);
    Ok(())
}

#[test]
fn the_page_stays_and_opens_no_other() -> Result<()> {
    let window = WindowTest::start()?;
    let own = window.run("return location.origin;")?;
    assert_eq!(window.run("return window.open('https://example.org/');")?, Value::Null);
    window.run("window.stays = true; location.href = 'https://example.org/';")?;
    window.run("const link = document.createElement('a'); link.href = 'data:text/html,x'; link.click();")?;
    window.run_async(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));",
        vec![],
    )?;
    assert_eq!(window.run("return [location.origin, window.stays];")?, json!([own, true]));
    Ok(())
}

#[test]
fn inline_code_and_inline_styles_do_nothing() -> Result<()> {
    let window = WindowTest::start()?;
    window.run(
        "const holder = document.createElement('div'); holder.id = 'hostile'; \
         holder.innerHTML = '<img src=\"data:image/png,x\" onerror=\"window.ran = 1\"><p style=\"position: fixed\">x</p>'; \
         const script = document.createElement('script'); script.textContent = 'window.ran = 1'; \
         holder.append(script); document.body.append(holder);",
    )?;
    window.run_async(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));",
        vec![],
    )?;
    let seen = window.run(
        "return [window.ran ?? null, getComputedStyle(document.querySelector('#hostile p')).position];",
    )?;
    assert_eq!(seen, json!([null, "static"]));
    let error = window.run("return eval('1');").unwrap_err();
    assert!(format!("{error:#}").contains("Content Security Policy"), "{error:#}");
    Ok(())
}

#[test]
fn the_shell_answers_to_nothing_but_commands_and_dialogs() -> Result<()> {
    let window = WindowTest::start()?;
    for command in [
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:path|resolve_directory",
        "plugin:event|emit",
    ] {
        let promise = format!("window.__TAURI_INTERNALS__.invoke('{command}', {{}})");
        let answer = attempt(&window, &promise)?;
        assert_refused(&answer);
        assert!(
            answer[1].as_str().is_some_and(|reason| reason.contains("not allowed")),
            "{command}: {answer}"
        );
    }
    assert_eq!(window.run("return typeof window.__TAURI__;")?, "undefined");
    Ok(())
}
