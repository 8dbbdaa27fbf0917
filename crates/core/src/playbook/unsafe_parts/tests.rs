use super::*;
use crate::playbook::Gravity;

fn html(source: &str) -> Vec<(Gravity, usize)> {
    let mut findings = Findings::default();
    check_html(source, &(0..source.len()), &mut findings);
    findings.into_sorted().into_iter().map(|finding| (finding.severity, finding.span.start)).collect()
}

#[test]
fn comments_are_no_html() {
    for source in ["<!-- a -->", "<!-- a -->\n<!-- b -->\n", "<!-- never closed <script>", "", "<!---->"] {
        assert_eq!(html(source), [], "{source:?}");
    }
}

#[test]
fn html_that_may_act_is_an_error() {
    for (source, at) in [
        ("<script>alert(1)</script>", 0),
        ("<img src=x onerror=alert(1)>", 0),
        ("<svg onload=alert(1)>", 0),
        ("<br onclick=x>", 0),
        ("<a-name>", 0),
        ("<!-- a --><script>", 10),
        ("<!--><script>-->", 5),
        ("<!---><script>-->", 6),
        ("<!-- a --!><script>-->", 11),
        ("<details>\n<script>", 0),
        ("<?php ?>", 0),
        ("<!DOCTYPE html>", 0),
    ] {
        assert_eq!(html(source), [(Gravity::Error, at)], "{source:?}");
    }
}

#[test]
fn html_that_only_shapes_text_is_a_warning() {
    for source in ["<br>", "<br/>", "<BR />", "<kbd>", "</kbd>", "<sub>", "<details>"] {
        assert_eq!(html(source), [(Gravity::Warning, 0)], "{source:?}");
    }
}

#[test]
fn many_comments_on_one_line_are_read_once() {
    let source = "<!-- a -->".repeat(200_000) + "<b x>";
    assert_eq!(html(&source), [(Gravity::Error, 2_000_000)]);
    assert_eq!(html(&"<!--".repeat(400_000)), []);
}

#[test]
fn ids_stand_in_comments() {
    for (source, id) in [
        ("<!-- id: deactivate-key -->\n", Some(("deactivate-key", 9))),
        ("<!--id:a-->", Some(("a", 7))),
        ("  <!-- id:  id -->", Some(("id", 12))),
        ("<!-- id: -->", Some(("", 9))),
        ("<!-- a note -->", None),
        ("<!-- id: a --> text", None),
        ("<!-- id: a --><!-- id: b -->", None),
        ("text", None),
    ] {
        let found = id_comment(source, &(0..source.len()));
        let expected = id.map(|(id, at)| (id.to_owned(), at..at + id.len()));
        assert_eq!(found.as_ref().map(|(id, _)| id), expected.as_ref().map(|(id, _)| id), "{source:?}");
        if id.is_some_and(|(id, _)| !id.is_empty()) {
            assert_eq!(found, expected, "{source:?}");
        }
    }
}

fn link_rules(dest: &str) -> Vec<&'static str> {
    let mut findings = Findings::default();
    check_link(dest, &(0..1), &mut findings);
    findings.into_sorted().into_iter().map(|finding| finding.rule).collect()
}

fn image_rules(dest: &str) -> Vec<&'static str> {
    let mut findings = Findings::default();
    check_image(dest, &(0..1), &mut findings);
    findings.into_sorted().into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn links_lead_to_the_web_to_mail_or_inside() {
    for dest in [
        "https://a.example",
        "HTTP://a.example",
        "mailto:a@b",
        "tel:1",
        "other.md#x",
        "#here",
        "/a:b",
        "?a:b",
        "",
    ] {
        assert_eq!(link_rules(dest), Vec::<&str>::new(), "{dest:?}");
    }
    for dest in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:x",
        "\u{1}javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ms-msdt:x",
        "blob:x",
    ] {
        assert_eq!(link_rules(dest), ["unsafe-link"], "{dest:?}");
    }
}

#[test]
fn images_lie_beside_the_file() {
    for dest in ["a.png", "./a.png", "img/a:b.png", "/a.png"] {
        assert_eq!(image_rules(dest), Vec::<&str>::new(), "{dest:?}");
    }
    for dest in ["https://a.example/a.png", "http://a", "//a.example/a.png", "HTTPS://a"] {
        assert_eq!(image_rules(dest), ["remote-image"], "{dest:?}");
    }
    for dest in ["data:image/svg+xml,x", "javascript:x", "file:///a.png"] {
        assert_eq!(image_rules(dest), ["unsafe-link"], "{dest:?}");
    }
}
