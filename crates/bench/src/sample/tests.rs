use super::*;

#[track_caller]
fn check(values: &[f64], minimum: f64, median: f64, p95: f64) {
    let sample = Sample::of(values.iter().copied()).unwrap();
    assert_eq!((sample.minimum(), sample.median(), sample.percentile(95)), (minimum, median, p95));
}

#[test]
fn ranks_are_those_of_the_sorted_values() {
    check(&[7.0], 7.0, 7.0, 7.0);
    check(&[3.0, 1.0, 2.0], 1.0, 2.0, 3.0);
    check(&[4.0, 1.0, 3.0, 2.0], 1.0, 2.0, 4.0);
    let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
    check(&hundred, 1.0, 50.0, 95.0);
}

#[test]
fn nothing_measured_is_no_sample() {
    assert!(Sample::of([]).is_err());
}

#[test]
fn turns_alternate_who_goes_first() {
    let order = std::cell::RefCell::new(String::new());
    let note = |name| {
        order.borrow_mut().push(name);
        Ok(Duration::ZERO)
    };
    in_turns(3, || note('a'), || note('b')).unwrap();
    assert_eq!(order.into_inner(), "abbaab");
}
