use super::*;

#[test]
fn every_word_reads_back_as_its_value() {
    for model in ServiceModel::ALL {
        assert_eq!(model.word().parse::<ServiceModel>(), Ok(*model));
        assert_eq!(serde_json::to_string(model).unwrap(), format!("\"{}\"", model.word()));
    }
    for state in StepState::ALL {
        assert_eq!(state.word().parse::<StepState>(), Ok(*state));
    }
}

#[test]
fn an_unknown_word_names_the_known_ones() {
    let error = "iass".parse::<ServiceModel>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"iass\" is not a service model; write one of: onprem, iaas, paas, faas, saas"
    );
}
