//! The pages of a list, from `x-guestlist-paging`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::model::{ModelKind, Presence, Property};
use crate::ir::operation::{Operation, Paging, Parameter};
use crate::ir::response::Success;
use crate::ir::types::{Type, Width};
use crate::rust::docs::doc;

/// The methods `pages` and `stream` of an operation that is paged, and how it goes on.
pub(crate) fn emit(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let Success::Body(Content::Json(Type::Model(page))) = operation.success() else { return None };
    let (Paging::Number { items, .. } | Paging::Token { items, .. }) = paging;
    let (list, property) = (property(api, page, items)?, items);
    let Listed { item, items, take } = listed(api, list)?;
    let next = match paging {
        Paging::Number { number, size, total, .. } => {
            by_number(api, operation, page, number, size, total)?
        }
        Paging::Token { token, next, .. } => by_token(api, operation, page, token, next)?,
    };
    let (call, error) =
        (format_ident!("{}", operation.type_name), format_ident!("{}", operation.error_type));
    let page = format_ident!("{page}");
    let pages =
        doc("Sends the call for one page after the other, from the one that it asks for on.");
    let stream = doc("What is listed, over all pages, from the one that the call asks for on.");
    Some(quote! {
        impl<'a> #call<'a> {
            #pages
            #[inline]
            pub fn pages(self) -> Paging<'a, ResponseValue<models::#page>, #error> {
                paging::pages(self)
            }

            #stream
            #[inline]
            pub fn stream(self) -> Paging<'a, #item, #error> {
                paging::items(self)
            }
        }

        impl Paged for #call<'_> {
            const ITEMS: &'static str = #property;

            type Page = models::#page;
            type Item = #item;
            type Error = #error;

            async fn fetch(self) -> Result<ResponseValue<Self::Page>, Error<Self::Error>> {
                self.send().await
            }

            fn items(page: &Self::Page) -> Option<&Vec<Self::Item>> {
                #items
            }

            fn take(page: Self::Page) -> Vec<Self::Item> {
                #take
            }

            #next
        }
    })
}

/// What a page lists: the type of an item, and the expressions that look at the items and take them.
struct Listed {
    item: TokenStream,
    items: TokenStream,
    take: TokenStream,
}

fn listed(api: &Api, list: &Property) -> Option<Listed> {
    let field = format_ident!("{}", list.rust);
    let (item, items, take) = match &list.ty {
        Type::Array(item) if list.presence == Presence::Required => {
            (item, quote!(Some(&*page.#field)), quote!(page.#field.into_vec()))
        }
        Type::Array(item) => {
            (item, quote!(page.#field.as_ref()), quote!(page.#field.unwrap_or_default()))
        }
        Type::Model(name) => return one_or_several(api, list, name),
        _ => return None,
    };
    Some(Listed { item: plain_type(item), items, take })
}

/// One object or a list of them. A page with one object has no other page after it.
fn one_or_several(api: &Api, list: &Property, union: &str) -> Option<Listed> {
    let model = api.models.iter().find(|model| model.name == union)?;
    let ModelKind::Either { object, list: several, .. } = &model.kind else { return None };
    if object.ty != several.ty {
        return None;
    }
    let (field, union) = (format_ident!("{}", list.rust), format_ident!("{union}"));
    let is_required = list.presence == Presence::Required;
    let pattern = |variant: &str, value: TokenStream| {
        let variant = format_ident!("{variant}");
        match is_required {
            true => quote!(models::#union::#variant(#value)),
            false => quote!(Some(models::#union::#variant(#value))),
        }
    };
    let list_of = pattern(&several.rust, quote!(items));
    let one = pattern(&object.rust, quote!(item));
    let nothing = (!is_required).then(|| quote!(None => Vec::new(),));
    let (seen, taken) = match list.presence {
        Presence::OptionalNullable => {
            (quote!(page.#field.value()), quote!(page.#field.into_value()))
        }
        _ => (quote!(&page.#field), quote!(page.#field)),
    };
    Some(Listed {
        item: plain_type(&object.ty),
        items: quote!(match #seen { #list_of => Some(items), _ => None }),
        take: quote!(match #taken { #list_of => items, #one => vec![item], #nothing }),
    })
}

fn by_number(
    api: &Api,
    operation: &Operation,
    page: &str,
    number: &str,
    size: &str,
    total: &[String],
) -> Option<TokenStream> {
    let find = |wire: &str| operation.parameters.iter().find(|one| one.wire == wire);
    let (number, size) = (find(number)?, find(size)?);
    let (first, many) = (value_of(number), value_of(size));
    let many = as_i64(size, many);
    let number_field = format_ident!("{}", number.rust);
    let next = match number.ty {
        Type::Integer(Width("Integer")) => quote!(number.checked_add(1)?.into()),
        _ => quote!(number.checked_add(1)?),
    };
    let following = if number.required { next } else { quote!(Some(#next)) };
    let total = total_of(api, page, total);
    // Without a total, the page says nothing about the next one.
    let (argument, known) = match total {
        Some(_) => (quote!(page), quote!(Self::total(page))),
        None => (quote!(_), quote!(None)),
    };
    let total = total.map(|total| {
        quote! {
            fn total(page: &Self::Page) -> Option<i64> {
                #total
            }
        }
    });
    Some(quote! {
        #total

        fn next(mut self, #argument: &Self::Page, on_page: usize, seen: usize) -> Option<Self> {
            let number = #first;
            let size = #many;
            if !paging::goes_on(on_page, size, seen, #known) {
                return None;
            }
            self.#number_field = Ok(#following);
            Some(self)
        }
    })
}

/// The value of a parameter that is a whole number: what the caller gave, or the document's default.
fn value_of(parameter: &Parameter) -> TokenStream {
    let field = format_ident!("{}", parameter.rust);
    let is_open = parameter.ty == Type::Integer(Width("Integer"));
    if parameter.required {
        let value = quote!(self.#field.clone().ok()?);
        return if is_open { quote!(#value.as_i64()?) } else { value };
    }
    let default = parameter.default.filter(|value| match &parameter.ty {
        Type::Integer(width) => width.holds(*value),
        _ => false,
    });
    let default = Literal::i64_unsuffixed(default.unwrap_or_default());
    if is_open {
        // One that is too large for a page is none.
        return quote!(self.#field.clone().ok()?.map_or(Some(#default), |one| one.as_i64())?);
    }
    quote!(self.#field.clone().ok()?.unwrap_or(#default))
}

/// The same as what the runtime takes for an `i64`, whatever width it has.
fn as_i64(parameter: &Parameter, value: TokenStream) -> TokenStream {
    match &parameter.ty {
        Type::Integer(Width("u64")) => quote!(i64::try_from(#value).unwrap_or(i64::MAX)),
        _ => value,
    }
}

fn by_token(
    api: &Api,
    operation: &Operation,
    page: &str,
    token: &str,
    next: &str,
) -> Option<TokenStream> {
    let property = property(api, page, next)?;
    let field = format_ident!("{}", property.rust);
    let value = match property.presence {
        Presence::Optional | Presence::RequiredNullable => quote!(page.#field.as_deref()?),
        Presence::OptionalNullable => quote!(page.#field.value()?.as_str()),
        Presence::Required | Presence::Tag(_) => quote!(page.#field.as_str()),
    };
    let parameter = operation.parameters.iter().find(|one| one.wire == token)?;
    let token = format_ident!("{}", parameter.rust);
    let (given, old, following) = match parameter.required {
        true => (
            quote!(Some(self.#token.as_ref().ok()?.as_str())),
            quote!(Ok(old)),
            quote!(Ok(token.to_owned())),
        ),
        false => (
            quote!(self.#token.as_ref().ok()?.as_deref()),
            quote!(Ok(Some(old))),
            quote!(Ok(Some(token.to_owned()))),
        ),
    };
    Some(quote! {
        fn token(&self) -> Option<&str> {
            #given
        }

        fn next(mut self, page: &Self::Page, _: usize, _: usize) -> Option<Self> {
            let token = #value;
            // The token of this very page would ask for it for ever.
            let is_same = matches!(&self.#token, #old if old == token);
            if token.is_empty() || is_same {
                return None;
            }
            self.#token = #following;
            Some(self)
        }
    })
}

/// The expression for the number at a path of properties, as an option.
fn total_of(api: &Api, page: &str, path: &[String]) -> Option<TokenStream> {
    let (last, steps) = path.split_last()?;
    let mut value = quote!(Some(page));
    let mut model = page.to_owned();
    for step in steps {
        let property = property(api, &model, step)?;
        let field = format_ident!("{}", property.rust);
        value = match property.presence {
            Presence::Required => quote!(#value.map(|part| &part.#field)),
            Presence::OptionalNullable => quote!(#value.and_then(|part| part.#field.value())),
            _ => quote!(#value.and_then(|part| part.#field.as_ref())),
        };
        let Type::Model(name) = &property.ty else { return None };
        model = name.clone();
    }
    let property = property(api, &model, last)?;
    let field = format_ident!("{}", property.rust);
    let number = match property.presence {
        Presence::Required => quote!(part.#field),
        Presence::OptionalNullable => quote!(part.#field.value()?),
        _ => quote!(part.#field.as_ref()?),
    };
    Some(quote!(#value.and_then(|part| #number.as_i64())))
}

fn property<'a>(api: &'a Api, model: &str, wire: &str) -> Option<&'a Property> {
    let model = api.models.iter().find(|one| one.name == model)?;
    match &model.kind {
        ModelKind::Object { properties, .. } => {
            properties.iter().find(|property| property.wire == wire)
        }
        _ => None,
    }
}
