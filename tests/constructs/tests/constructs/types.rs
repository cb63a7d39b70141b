//! The Rust type of each format and each kind of presence; a wrong type does not compile.

use guestlist_constructs::models;
use guestlist_constructs::runtime::{
    Date, Field, Integer, Json, JsonObject, Map, Number, Timestamp, Uuid, decode,
};

fn read<T: guestlist_constructs::runtime::Decode>(json: &str) -> T {
    decode(json.as_bytes()).unwrap()
}

#[test]
fn each_format_of_a_string_has_its_type() {
    let strings: models::Strings = read(
        r#"{"date_time":"2024-02-29T12:00:00+02:00","date":"2024-02-29","uuid":"f47ac10b-58cc-4372-a567-0e02b2c3d479"}"#,
    );
    let (time, date, uuid): (Timestamp, Date, Uuid) =
        (strings.date_time.unwrap(), strings.date.unwrap(), strings.uuid.unwrap());
    assert_eq!(time.to_datetime().unwrap().timestamp(), 1_709_200_800);
    assert_eq!(date.to_string(), "2024-02-29");
    assert_eq!(uuid.bits(), Some(0xf47a_c10b_58cc_4372_a567_0e02_b2c3_d479));
    let plain: [Option<String>; 15] = [
        strings.byte,
        strings.binary,
        strings.email,
        strings.password,
        strings.url,
        strings.uri,
        strings.hostname,
        strings.ip,
        strings.ipv4,
        strings.ipv6,
        strings.time,
        strings.duration,
        strings.own,
        strings.pattern,
        strings.length,
    ];
    assert_eq!(plain, [const { None }; 15]);
    let (_, _): (Option<Vec<Timestamp>>, Option<Map<Date>>) = (strings.times, strings.days);
}

#[test]
fn each_format_of_a_number_has_its_type() {
    let all: models::Integers = read(
        r#"{"int8":-1,"int16":-1,"int32":-1,"int64":-1,"uint8":1,"uint16":1,"uint32":1,"uint64":1}"#,
    );
    let signed: [Option<Integer>; 4] = [all.int8, all.int16, all.int32, all.int64];
    let unsigned: [Option<Integer>; 4] = [all.uint8, all.uint16, all.uint32, all.uint64];
    assert!(signed.into_iter().flatten().all(|one| one == -1));
    assert!(unsigned.into_iter().flatten().all(|one| one == 1));
    let reals: models::Reals = read(r#"{"float":0.5,"double":0.5,"decimal":0.5,"number":0.5}"#);
    let reals: [Number; 4] = [
        reals.float.unwrap(),
        reals.double.unwrap(),
        reals.decimal.unwrap(),
        reals.number.unwrap(),
    ];
    assert!(reals.iter().all(|real| real.to_string() == "0.5"));
}

#[test]
fn each_way_to_be_there_has_its_type() {
    let all: models::Absence =
        read(r#"{"string":null,"null_string":null,"integer":1,"null_integer":1,"any":[1]}"#);
    let string: Option<String> = all.string;
    let null_string: Field<String> = all.null_string;
    assert_eq!((string, null_string), (None, Field::Null));
    let (integer, null_integer): (Option<Integer>, Field<Integer>) =
        (all.integer, all.null_integer);
    assert_eq!((integer, null_integer), (Some(1.into()), Field::Value(1.into())));
    let (list, null_list): (Option<Vec<Integer>>, Field<Vec<Integer>>) = (all.list, all.null_list);
    assert_eq!((list, null_list), (None, Field::Absent));
    let any: Option<Json> = all.any;
    assert_eq!(any.unwrap().as_str(), "[1]");
    let kept: Vec<(&str, &str)> =
        all.extra.iter().map(|(name, json)| (name, json.as_str())).collect();
    assert_eq!(kept, [("string", "null")], "a `null` without a place is kept, and nothing else");

    let all: models::PresenceOfScalars = read(
        r#"{"integer":1,"null_integer":null,"boolean":true,"null_boolean":null,"enum":1,"null_enum":null}"#,
    );
    let (integer, null_integer): (Integer, Option<Integer>) = (all.integer, all.null_integer);
    assert_eq!((integer, null_integer), (1.into(), None));
    let null_enum: Option<models::Priority> = all.null_enum;
    assert_eq!(null_enum, None);
}

#[test]
fn what_is_made_by_hand_is_written_with_its_constants_and_without_what_is_absent() {
    let json = |value: &dyn Fn() -> Vec<u8>| String::from_utf8(value()).unwrap();
    let circle = models::Circle::new(2);
    let encoded = json(&|| guestlist_constructs::runtime::encode(&circle).unwrap());
    assert_eq!(encoded, r#"{"type":"circle","radius":2}"#);
    let absence = models::Absence::new().null_string(None).integer(1);
    let encoded = json(&|| guestlist_constructs::runtime::encode(&absence).unwrap());
    assert_eq!(encoded, r#"{"null_string":null,"integer":1}"#);
    let shape = models::Shape::from(models::Circle::new(1));
    let encoded = json(&|| guestlist_constructs::runtime::encode(&shape).unwrap());
    assert_eq!(encoded, r#"{"type":"circle","radius":1}"#);
    let free: JsonObject = read::<models::Maps>(r#"{"typed":{},"free":{"a":[1]}}"#).free.unwrap();
    assert_eq!(free.get("a").map(Json::as_str), Some("[1]"));
}
