//! Bodies of any size in the shapes of the documented examples, the same in each run.

/// What a body is, and how many elements it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
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
    pub const ALL: [Self; 5] =
        [Self::V2Page, Self::V2PageTypeLast, Self::V1List, Self::Invitations, Self::Invites];

    /// As tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::V2Page => "v2 page, `type` first",
            Self::V2PageTypeLast => "v2 page, `type` last",
            Self::V1List => "v1 list",
            Self::Invitations => "invitation list",
            Self::Invites => "DataTrails list",
        }
    }

    /// How many elements a body has in tables: a full page, or a thousand.
    pub fn usual(self) -> usize {
        match self {
            Self::V2Page | Self::V2PageTypeLast => 100,
            _ => 1_000,
        }
    }

    /// A body with so many elements.
    pub fn body(self, elements: usize) -> String {
        let mut maker = Maker { dice: Dice(0x9e37_79b9_7f4a_7c15), is_type_last: false };
        maker.is_type_last = self == Self::V2PageTypeLast;
        let count = elements.to_string();
        match self {
            Self::V2Page | Self::V2PageTypeLast => maker.page(elements),
            Self::V1List => object([("users", maker.list(elements, Maker::v1_user))]),
            Self::Invitations => object([
                ("data", maker.list(elements, Maker::invitation)),
                ("meta", object([("page", object([("total_count", count)]))])),
            ]),
            Self::Invites => object([
                ("invites", maker.list(elements, Maker::invite)),
                ("next_page_token", text("")),
            ]),
        }
    }
}

/// An object, from names and JSON texts: its order is told here, and by no map.
fn object<const N: usize>(members: [(&str, String); N]) -> String {
    let members: Vec<String> =
        members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

fn text(text: impl AsRef<str>) -> String {
    format!("\"{}\"", text.as_ref())
}

struct Maker {
    dice: Dice,
    is_type_last: bool,
}

impl Maker {
    fn list(&mut self, elements: usize, make: fn(&mut Self, usize) -> String) -> String {
        let items: Vec<String> = (0..elements).map(|index| make(self, index)).collect();
        format!("[{}]", items.join(","))
    }

    fn resource(&self, kind: &str, members: &[(&str, String)]) -> String {
        let mut members: Vec<String> =
            members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let at = if self.is_type_last { members.len() } else { 0 };
        members.insert(at, format!("\"type\":\"{kind}\""));
        format!("{{{}}}", members.join(","))
    }

    /// A hundred users come with 20 organizations, 30 roles and 200 permissions.
    fn page(&mut self, users: usize) -> String {
        let data = self.list(users, Self::user);
        let included = [
            self.list(users.div_ceil(5), Self::organization),
            self.list((users * 3).div_ceil(10), Self::role),
            self.list(users * 2, Self::permission),
        ];
        let included = included.map(|list| list[1..list.len() - 1].to_owned()).join(",");
        let count = users.to_string();
        let page = object([("total_count", count.clone()), ("total_filtered_count", count)]);
        object([
            ("data", data),
            ("included", format!("[{included}]")),
            ("meta", object([("page", page)])),
        ])
    }

    fn user(&mut self, index: usize) -> String {
        let attributes = object([
            ("name", text(format!("{} {}", self.dice.word(), self.dice.word()))),
            ("handle", text(format!("user{index}@example.com"))),
            ("created_at", self.dice.time()),
            ("modified_at", self.dice.time()),
            ("email", text(format!("user{index}@example.com"))),
            ("icon", self.dice.icon()),
            (
                "title",
                if index.is_multiple_of(3) { "null".to_owned() } else { text(self.dice.word()) },
            ),
            ("verified", index.is_multiple_of(2).to_string()),
            ("service_account", "false".to_owned()),
            ("disabled", index.is_multiple_of(17).to_string()),
            ("status", text("Active")),
            ("mfa_enabled", index.is_multiple_of(5).to_string()),
        ]);
        let id = self.dice.uuid();
        let organization = [("id", self.dice.uuid())];
        let relationships = object([
            ("roles", self.references("roles", 5)),
            ("org", object([("data", self.resource("orgs", &organization))])),
            ("other_orgs", self.references("orgs", 1)),
            ("other_users", self.references("users", 1)),
        ]);
        let members = [("id", id), ("attributes", attributes), ("relationships", relationships)];
        self.resource("users", &members)
    }

    fn references(&mut self, kind: &str, many: usize) -> String {
        let items: Vec<String> = (0..many)
            .map(|_| {
                let id = self.dice.uuid();
                self.resource(kind, &[("id", id)])
            })
            .collect();
        object([("data", format!("[{}]", items.join(",")))])
    }

    fn organization(&mut self, index: usize) -> String {
        let attributes = object([
            ("name", text(format!("{} {index}", self.dice.word()))),
            ("public_id", text(format!("{:012x}", self.dice.roll()))),
            ("description", "null".to_owned()),
            ("sharing", text("none")),
            ("url", "null".to_owned()),
            ("disabled", "false".to_owned()),
            ("created_at", self.dice.time()),
            ("modified_at", self.dice.time()),
        ]);
        let id = self.dice.uuid();
        self.resource("orgs", &[("id", id), ("attributes", attributes)])
    }

    fn role(&mut self, index: usize) -> String {
        let attributes = object([
            ("name", text(format!("Datadog {} Role {index}", self.dice.word()))),
            ("created_at", self.dice.time()),
            ("modified_at", self.dice.time()),
            ("user_count", self.dice.below(500).to_string()),
        ]);
        let id = self.dice.uuid();
        let relationships = object([("permissions", self.references("permissions", 34))]);
        let members = [("id", id), ("attributes", attributes), ("relationships", relationships)];
        self.resource("roles", &members)
    }

    fn permission(&mut self, index: usize) -> String {
        let dice = &mut self.dice;
        let (verb, noun, whole) = (dice.word(), dice.word(), dice.word());
        let attributes = object([
            ("name", text(format!("{verb}_{index}"))),
            ("display_name", text(format!("{verb} {noun}"))),
            (
                "description",
                text(format!(
                    "The ability to {verb} the {noun} of a {whole}, and to see who else in the organization was allowed to do so."
                )),
            ),
            ("created", dice.time()),
            ("group_name", text(noun)),
            ("display_type", text("other")),
            ("restricted", "false".to_owned()),
        ]);
        let id = self.dice.uuid();
        self.resource("permissions", &[("id", id), ("attributes", attributes)])
    }

    fn v1_user(&mut self, index: usize) -> String {
        object([
            ("disabled", index.is_multiple_of(17).to_string()),
            ("email", text(format!("user{index}@example.com"))),
            ("handle", text(format!("user{index}@example.com"))),
            ("icon", self.dice.icon()),
            ("name", text(format!("{} {}", self.dice.word(), self.dice.word()))),
            ("verified", index.is_multiple_of(2).to_string()),
            ("access_role", text(if index.is_multiple_of(4) { "adm" } else { "st" })),
        ])
    }

    fn invitation(&mut self, index: usize) -> String {
        let ends = self.dice.time();
        let attributes = object([
            ("email", text(format!("guest{index}@example.com"))),
            ("created_at", self.dice.time()),
            ("has_session", index.is_multiple_of(2).to_string()),
            ("invitation_expiry", self.dice.time()),
            ("session_expiry", if index.is_multiple_of(2) { ends } else { "null".to_owned() }),
            ("share_token", text(format!("{:032x}", self.dice.roll()))),
        ]);
        self.resource("public_dashboard_invitation", &[("attributes", attributes)])
    }

    fn invite(&mut self, index: usize) -> String {
        let identity = self.dice.uuid();
        object([
            ("identity", text(format!("invites/{}", identity.trim_matches('"')))),
            ("message", text(format!("Welcome, {} {}!", self.dice.word(), self.dice.word()))),
            ("email", text(format!("guest{index}@example.com"))),
            ("expiry_time", self.dice.time()),
        ])
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
        let digits = format!("{high:016x}{low:016x}");
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        text(parts.join("-"))
    }

    fn time(&mut self) -> String {
        text(format!(
            "{}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            2015 + self.below(10),
            1 + self.below(12),
            1 + self.below(28),
            self.below(24),
            self.below(60),
            self.below(60),
            self.below(1000),
        ))
    }

    fn icon(&mut self) -> String {
        text(format!("https://secure.gravatar.com/avatar/{:032x}?s=48&d=retro", self.roll()))
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
