//! The models, by the labels of inputs: `party.Guest.json`, or for the bodies of an operation
//! `acme-v1.CreateUser.request.json` and `acme-v1.CreateUser.200.json`.

use guestlist_runtime::{Decode, DecodeError, Encode, decode, encode};
use guestlist_tests::bodies::read;
use guestlist_tests::catalogue::{Message, apis};

/// Decodes a body and encodes it again.
type Read = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, DecodeError>>;

fn round<T: Decode + Encode>(body: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let model: T = decode(body)?;
    Ok(encode(&model).expect("a model is JSON"))
}

/// The packages of tests whose models are all tried, as their folders in `tests/` are called.
pub(super) const PACKAGES: [&str; 2] = ["party", "constructs"];

macro_rules! models {
    ($($package:literal $module:path { $($model:ident),* $(,)? })*) => {
        /// The models of whole crates: the crate, the name, and how to read it.
        pub(super) const MODELS: &[(&str, &str, fn(&[u8]) -> Result<Vec<u8>, DecodeError>)] = &[
            $($({
                use $module as models;
                ($package, stringify!($model), round::<models::$model>)
            },)*)*
        ];
    };
}

models! {
    "party" guestlist_party::models {
        Guest, Page, Filter, Colour, Problem, ProblemKind, ProblemState, AddGuestRequest,
        ListGuestsResponse, Entry, EntryOwner, EntryOwnerHome, EntryLinesItem, EntryShape,
        SendEitherRequest, SendEitherRequestOption1, SendEitherRequestOption2,
        SendPartsRequest, SendRelatedRequest, GuestPage, Change, ChangeComes, ChangeComesEvent,
        ChangeLeaves, ChangeLeavesData, ChangeLeavesEvent, PutAlbumRequest, WatchObjectsResponse,
        LinkedPage, LinkedPageMeta, LinkedPageMetaCursor, LinkedPageLinks, LinkedPageLinksNext,
        ListDottedResponse, ListGuessedResponse,
    }
    "constructs" guestlist_constructs::models {
        Vehicle, Car, Bike, Pet, Cat, Dog, Event, Arrival, ArrivalType, Departure,
        DepartureType, Shape, Circle, CircleType, Square, SquareType, Ticket, DayTicket,
        DayTicketType, NightTicket, NightTicketType, Pass, PassType, Drawing, Group,
        GroupType, Expression, Literal, LiteralType, Sum, SumType, OneOrMore,
        NamesOrCount, Count, Scalar, Amount, Toggle, Anything, EachType, Words, Contact,
        Mail, Phone, Post, Moment, Key, KeyNamed, Postcode, Name, Shade, ShadeKnown,
        UuidOrText, TextOrUuid, TextOrDate, TextOrTime, Ipv4OrText, Ipv6OrText, IpOrText,
        CodeOrText, ShortOrText, LongOrText, MiddlingOrText, TextOrWord, TextOrWordWord,
        PinOrText, LettersOrGrade, LettersOrGradeGrade, Addresses, Route, RouteByName,
        RouteById, Place, Notice, Warning, WarningLevel, Fault, FaultLevel, Visit, OnDay,
        AtTime, Draft, Letter, Picture, Switch, Lamp, LampState, Door, DoorState, Limits,
        Hall, Room, Suite, Stage, CountOrFree, FreeOrText, Fold, Left, Right,
        Nested, Tick, AfterTick, Tock, AfterTock, Numbered, Exhibit, ExhibitCircle,
        ExhibitSquare, Invitee, InviteeMail, InviteePhone, Unions, UnionsOrNull, Colour,
        Priority, Ratio, Mixed, Only, Switched, Spelled, Size, Halves, Enums, EnumsNullable,
        Presence, PresenceOfScalars, Absence, Constants, ConstantsVersion,
        ConstantsKind, ConstantsMaybe, ConstantsIsSet, Everything, Closed, Label, Chain, Maps,
        Beside, BesideObjects, BesideAny, Strings, Integers, Reals,
        Pay, PayPayer, Card, Bank, Iban, Routing, Beast, BeastBase, Worm, Lion, Bird, Eagle, Zoo,
        Admission, SeatTicket, SeatTicketKind, OtherTicket, Level, LowLevel, LowLevelLevel,
        HighLevel, HighLevelLevel, Torch, LitTorch, DarkTorch, Vectors, Vector, VectorDistance,
        Labels, LabelsOption2, LabelsOption2Tone, Link, Reply, ReplySuccess, ReplyFailure,
        Version, VersionFirst, VersionFirstVersion, VersionSecond, VersionSecondVersion, Query,
        QueryMust, EveryType,
    }
}

/// What reads the bodies of a label.
pub(super) fn reader(label: &str) -> Option<Read> {
    let parts: Vec<&str> = label.split('.').collect();
    match parts[..] {
        [package, name, "json"] => {
            let is_it = |(of, model, _): &&(&str, &str, _)| (*of, *model) == (package, name);
            let (.., read) = MODELS.iter().find(is_it)?;
            Some(Box::new(read))
        }
        [api, operation, message, "json"] => {
            let api = apis().find(|known| known.replace('/', "-") == api)?;
            let operation = operation.to_owned();
            let message = match message {
                "request" => Message::Request,
                status => Message::Status(status.parse().ok()?),
            };
            Some(Box::new(move |body| {
                read(api, &operation, message, body).map(|decoded| decoded.json)
            }))
        }
        _ => None,
    }
}
