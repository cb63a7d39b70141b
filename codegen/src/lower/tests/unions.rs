use super::lowered;
use crate::ir::model::{Model, ModelKind};
use crate::ir::shape::Shape;

/// The properties that distinguish each variant of an untagged union.
fn telling(models: &[Model], name: &str) -> Vec<Vec<String>> {
    let model = models.iter().find(|model| model.name == name).unwrap();
    let ModelKind::Choice { variants } = &model.kind else { panic!("{name} is another model") };
    let names = variants.iter().map(|variant| match &variant.shape {
        Shape::Object { properties, .. } => {
            properties.iter().map(|(name, _)| name.clone()).collect()
        }
        Shape::Map(names) => names.clone(),
        shape => panic!("{shape:?}"),
    });
    names.collect()
}

/// A property distinguishes variants if it is a string with a rule in one of them, and has another shape in
/// another.
#[test]
fn properties_of_other_shapes_tell_variants_apart() {
    let api = lowered(
        "{}",
        "{
        Day: {type: object, properties: {
            same: {type: string, format: date}, on: {type: string, format: date},
            either: {oneOf: [{type: integer}, {type: string, format: date}]},
            days: {type: array, items: {type: string, format: date}},
            inner: {type: object, properties: {on: {type: string, format: date}}},
            name: {type: string}, count: {type: integer}, own: {type: string, format: date}}},
        Hour: {type: object, properties: {
            same: {type: string, format: date}, on: {type: string, format: date-time},
            either: {type: boolean}, days: {type: array, items: {type: integer}},
            inner: {type: object, properties: {on: {type: integer}}},
            name: {type: integer}, count: {type: string}}},
        Other: {type: object},
        When: {oneOf: [
            {$ref: '#/components/schemas/Day'}, {$ref: '#/components/schemas/Hour'},
            {$ref: '#/components/schemas/Other'}]}}",
    );
    let [day, hour, other] = &telling(&api.models, "When")[..] else { panic!("three variants") };
    // An object inside an object does not distinguish it.
    assert_eq!(day, &["on", "either", "days"]);
    assert_eq!(hour, &["on"]);
    // A map gives way to variants that list a property.
    assert_eq!(other, &["same", "on", "either", "days", "inner", "name", "count", "own"]);
}

/// A union may be a variant of its own variants: the search for a tag still ends.
#[test]
fn unions_that_are_in_each_other_have_no_tag() {
    let api = lowered(
        "{}",
        "{
        One: {oneOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/End'}]},
        Other: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/End'}]},
        End: {type: object, required: [type], properties: {type: {type: string, enum: [end]}}}}",
    );
    for name in ["One", "Other"] {
        let model = api.models.iter().find(|model| model.name == name).unwrap();
        assert!(matches!(&model.kind, ModelKind::Choice { variants } if variants.len() == 2));
    }
}
