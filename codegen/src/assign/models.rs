//! The names of the models: types, fields and variants.
//!
//! It takes the models and returns their names. It never rejects a name: if a name is not valid in Rust, a
//! rule replaces it.

use crate::assign::identifier::Identifier;
use crate::ir::api::Api;
use crate::ir::model::{Model, ModelKind, Property, UnionVariant, Variant};
use crate::ir::types::Type;
use crate::rust::names::{file, is_usable, pascal, union_variant, usable_field, usable_variant};
use crate::rust::scope::{Names, Scope};

/// The names of a model and its contents.
pub(crate) struct ModelNames {
    pub(crate) ty: Identifier,
    pub(crate) module: Identifier,
    /// The names of the fields, by property.
    pub(crate) fields: Vec<Identifier>,
    /// The names of the variants of an enum or a union.
    pub(crate) variants: Vec<Identifier>,
}

/// The names of a model of an API.
pub(crate) fn model(api: &Api, model: &Model) -> ModelNames {
    let of_union = |one: &UnionVariant| {
        let held = one.ty.model().map(|id| union_variant(&model.name, &api.models[id].name));
        held.or_else(|| title(one)).unwrap_or_else(|| word(&one.ty).to_owned())
    };
    let (mut fields, mut variants) = (Vec::new(), Vec::new());
    match &model.kind {
        ModelKind::Object { properties, additional } => {
            fields = self::fields(properties, additional.is_some());
        }
        ModelKind::Enum { variants: values } | ModelKind::Values { variants: values } => {
            variants = numbered(values.iter().map(|one: &Variant| usable_variant(&one.name)));
        }
        ModelKind::Tagged { variants: types, .. } | ModelKind::Choice { variants: types } => {
            variants = numbered(types.iter().map(of_union));
        }
        ModelKind::Either { object, list, list_first } => {
            let object = of_union(object);
            let list = title(list).unwrap_or_else(|| "List".to_owned());
            variants = numbered(if *list_first { [list, object] } else { [object, list] });
        }
    }
    let ty = pascal(&model.name);
    let module = Identifier::new(file(&ty));
    ModelNames { ty: Identifier::new(ty), module, fields, variants }
}

fn fields(properties: &[Property], has_additional: bool) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::Fields);
    if has_additional {
        taken.reserve("additional");
    }
    let name = |one: &Property| Identifier::new(taken.take(&usable_field(&one.wire), "_"));
    properties.iter().map(name).collect()
}

/// The variants of an enum that also has a variant for unlisted values.
fn numbered(names: impl IntoIterator<Item = String>) -> Vec<Identifier> {
    let mut taken = Names::of(Scope::OpenVariants);
    names.into_iter().map(|name| Identifier::new(taken.take(&name, ""))).collect()
}

/// The title of a variant of a union, as a name.
fn title(variant: &UnionVariant) -> Option<String> {
    let title = Some(variant.title.as_str()).filter(|title| !title.is_empty());
    title.map(usable_variant).filter(|name| is_usable(name))
}

/// The usual word for a type.
fn word(ty: &Type) -> &'static str {
    match ty {
        Type::Boolean => "Flag",
        Type::Integer(_) => "Integer",
        Type::Number => "Number",
        Type::String => "Text",
        Type::Format(format) => format.ty.unwrap_or("Text"),
        Type::Any => "Any",
        Type::Object => "Object",
        Type::Array(_) => "List",
        Type::Map(_) => "Map",
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Linked(inner) => word(inner),
        Type::Model(_) => "Model",
    }
}
