use super::*;

#[track_caller]
fn check(source: &str, offset: usize, line: usize, column: usize) {
    assert_eq!(LineIndex::new(source).place(offset), Place { line, column }, "byte {offset} of {source:?}");
}

#[test]
fn lines_end_at_each_kind_of_line_end() {
    check("ab\ncd", 0, 1, 1);
    check("ab\ncd", 1, 1, 2);
    check("ab\ncd", 2, 1, 3);
    check("ab\ncd", 3, 2, 1);
    check("ab\r\ncd", 4, 2, 1);
    check("ab\r\ncd", 3, 1, 4);
    check("ab\rcd", 3, 2, 1);
    check("\n\n\n", 2, 3, 1);
}

#[test]
fn columns_count_characters() {
    check("äöü x", 7, 1, 5);
    check("a\näöü x", 9, 2, 5);
    check("😀a", 4, 1, 2);
    check("日本\n語b", 10, 2, 2);
}

#[test]
fn a_byte_order_mark_takes_no_column() {
    check("\u{feff}ab", 0, 1, 1);
    check("\u{feff}ab", 3, 1, 1);
    check("\u{feff}ab", 4, 1, 2);
    check("\u{feff}a\nb", 5, 2, 1);
}

#[test]
fn any_offset_has_a_place() {
    check("äb", 1, 1, 1);
    check("ab", 99, 1, 3);
    check("", 0, 1, 1);
    check("", 7, 1, 1);
    check("a\n", 2, 2, 1);
}

#[test]
fn long_lines_are_counted_over_checkpoints() {
    let source = format!("x\n{}", "é".repeat(3 * STRIDE));
    for characters in [0, 1, STRIDE / 2, STRIDE, 2 * STRIDE + 7, 3 * STRIDE] {
        check(&source, 2 + 2 * characters, 2, characters + 1);
    }
    let even = "a".repeat(2 * STRIDE);
    check(&even, 2 * STRIDE, 1, 2 * STRIDE + 1);
}
