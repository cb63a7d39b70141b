//! Bodies in the shapes of the documented examples, of any size, the same in each run.

use serde_json::{Value, json};

/// What a body is, and how many elements it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A page of Datadog's v2 users and what they are related to, `type` first in each object.
    V2Page,
    /// The same with `type` last.
    V2PageTypeLast,
    /// A list of Datadog's v1 users.
    V1List,
    /// A list of invitations to a shared dashboard.
    Invitations,
    /// A list of DataTrails' invites.
    Invites,
}

impl Shape {
    /// All of them.
    pub(crate) const ALL: [Self; 5] =
        [Self::V2Page, Self::V2PageTypeLast, Self::V1List, Self::Invitations, Self::Invites];

    /// As tables call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V2Page => "v2 page, `type` first",
            Self::V2PageTypeLast => "v2 page, `type` last",
            Self::V1List => "v1 list",
            Self::Invitations => "invitation list",
            Self::Invites => "DataTrails list",
        }
    }

    /// A body with so many elements.
    pub(crate) fn body(self, elements: usize) -> String {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let many = |dice: &mut Dice, make: fn(&mut Dice, usize) -> Value| -> Vec<Value> {
            (0..elements).map(|index| make(dice, index)).collect()
        };
        let body = match self {
            Self::V2Page | Self::V2PageTypeLast => page(&mut dice, elements),
            Self::V1List => json!({ "users": many(&mut dice, v1_user) }),
            Self::Invitations => json!({
                "data": many(&mut dice, invitation),
                "meta": { "page": { "total_count": elements } },
            }),
            Self::Invites => {
                json!({ "invites": many(&mut dice, invite), "next_page_token": "" })
            }
        };
        let body = if self == Self::V2PageTypeLast { type_last(body) } else { body };
        body.to_string()
    }
}

/// A hundred users come with 20 organizations, 30 roles and 200 permissions.
fn page(dice: &mut Dice, users: usize) -> Value {
    let (organizations, roles, permissions) =
        (users.div_ceil(5), (users * 3).div_ceil(10), users * 2);
    let data: Vec<Value> = (0..users).map(|index| user(dice, index)).collect();
    let mut included: Vec<Value> =
        (0..organizations).map(|index| organization(dice, index)).collect();
    included.extend((0..roles).map(|index| role(dice, index)));
    included.extend((0..permissions).map(|index| permission(dice, index)));
    json!({
        "data": data,
        "included": included,
        "meta": { "page": { "total_count": users, "total_filtered_count": users } },
    })
}

fn user(dice: &mut Dice, index: usize) -> Value {
    json!({
        "type": "users",
        "id": dice.uuid(),
        "attributes": {
            "name": format!("{} {}", dice.word(), dice.word()),
            "handle": format!("user{index}@example.com"),
            "created_at": dice.time(),
            "modified_at": dice.time(),
            "email": format!("user{index}@example.com"),
            "icon": format!("https://secure.gravatar.com/avatar/{:032x}?s=48&d=retro", dice.roll()),
            "title": if index % 3 == 0 { Value::Null } else { dice.word().into() },
            "verified": index % 2 == 0,
            "service_account": false,
            "disabled": index % 17 == 0,
            "status": "Active",
            "mfa_enabled": index % 5 == 0,
        },
        "relationships": {
            "roles": { "data": references(dice, "roles", 5) },
            "org": { "data": { "type": "orgs", "id": dice.uuid() } },
            "other_orgs": { "data": references(dice, "orgs", 1) },
            "other_users": { "data": references(dice, "users", 1) },
        },
    })
}

fn organization(dice: &mut Dice, index: usize) -> Value {
    json!({
        "type": "orgs",
        "id": dice.uuid(),
        "attributes": {
            "name": format!("{} {index}", dice.word()),
            "public_id": format!("{:012x}", dice.roll()),
            "description": null,
            "sharing": "none",
            "url": null,
            "disabled": false,
            "created_at": dice.time(),
            "modified_at": dice.time(),
        },
    })
}

fn role(dice: &mut Dice, index: usize) -> Value {
    json!({
        "type": "roles",
        "id": dice.uuid(),
        "attributes": {
            "name": format!("Datadog {} Role {index}", dice.word()),
            "created_at": dice.time(),
            "modified_at": dice.time(),
            "user_count": dice.roll() % 500,
        },
        "relationships": { "permissions": { "data": references(dice, "permissions", 34) } },
    })
}

fn permission(dice: &mut Dice, index: usize) -> Value {
    json!({
        "type": "permissions",
        "id": dice.uuid(),
        "attributes": {
            "name": format!("{}_{}", dice.word(), index),
            "display_name": format!("{} {}", dice.word(), dice.word()),
            "description": format!("The ability to {} the {} of a {}, and to see who else in the organization was allowed to do so.", dice.word(), dice.word(), dice.word()),
            "created": dice.time(),
            "group_name": dice.word(),
            "display_type": "other",
            "restricted": false,
        },
    })
}

fn references(dice: &mut Dice, kind: &str, many: usize) -> Value {
    (0..many).map(|_| json!({ "type": kind, "id": dice.uuid() })).collect()
}

fn v1_user(dice: &mut Dice, index: usize) -> Value {
    json!({
        "disabled": index % 17 == 0,
        "email": format!("user{index}@example.com"),
        "handle": format!("user{index}@example.com"),
        "icon": format!("https://secure.gravatar.com/avatar/{:032x}?s=48&d=retro", dice.roll()),
        "name": format!("{} {}", dice.word(), dice.word()),
        "verified": index % 2 == 0,
        "access_role": if index % 4 == 0 { "adm" } else { "st" },
    })
}

fn invitation(dice: &mut Dice, index: usize) -> Value {
    json!({
        "type": "public_dashboard_invitation",
        "attributes": {
            "email": format!("guest{index}@example.com"),
            "created_at": dice.time(),
            "has_session": index % 2 == 0,
            "invitation_expiry": dice.time(),
            "session_expiry": if index % 2 == 0 { dice.time().into() } else { Value::Null },
            "share_token": format!("{:032x}", dice.roll()),
        },
    })
}

fn invite(dice: &mut Dice, index: usize) -> Value {
    json!({
        "identity": format!("invites/{}", dice.uuid()),
        "message": format!("Welcome, {} {}!", dice.word(), dice.word()),
        "email": format!("guest{index}@example.com"),
        "expiry_time": dice.time(),
    })
}

fn type_last(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let (tag, mut others): (Vec<_>, Vec<_>) =
                members.into_iter().partition(|(name, _)| name == "type");
            others.extend(tag);
            others.into_iter().map(|(name, value)| (name, type_last(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(type_last).collect(),
        other => other,
    }
}

/// Chance that is the same in each run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.roll() % most
    }

    fn uuid(&mut self) -> String {
        let (high, low) = (self.roll(), self.roll());
        let text = format!("{high:016x}{low:016x}");
        [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
    }

    fn time(&mut self) -> String {
        format!(
            "{}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            2015 + self.below(10),
            1 + self.below(12),
            1 + self.below(28),
            self.below(24),
            self.below(60),
            self.below(60),
            self.below(1000),
        )
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 12] = [
            "Ada",
            "Grace",
            "Lovelace",
            "Hopper",
            "Günther",
            "dashboard",
            "monitor",
            "metrics",
            "writes",
            "archives",
            "secure",
            "Noether",
        ];
        WORDS[self.below(WORDS.len() as u64) as usize]
    }
}
