//! The pages of a list, from `x-guestlist-paging`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::model::types::plain_type;
use crate::ir::api::Api;
use crate::ir::body::Content;
use crate::ir::model::{Member, ModelKind, Presence};
use crate::ir::operation::{Operation, Paging};
use crate::ir::response::Success;
use crate::ir::types::{Type, Width};
use crate::rust::docs::doc;
use crate::rust::names::snake;

/// The methods `pages` and `stream` of an operation that is paged, and how it goes on.
pub(crate) fn emit(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let Success::Body(Content::Json(Type::Model(page))) = operation.success() else { return None };
    let (Paging::Number { items, .. } | Paging::Token { items, .. }) = paging;
    let list = member(api, page, items)?;
    let Type::List(item) = &list.ty else { return None };
    let item = plain_type(item);
    let field = format_ident!("{}", list.rust);
    let is_required = list.presence == Presence::Required;
    let (items, take) = if is_required {
        (quote!(Some(&page.#field)), quote!(page.#field))
    } else {
        (quote!(page.#field.as_ref()), quote!(page.#field.unwrap_or_default()))
    };
    let next = match paging {
        Paging::Number { number, size, total, .. } => {
            by_number(api, operation, page, number, size, total)
        }
        Paging::Token { token, next, .. } => by_token(api, page, token, next)?,
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

fn by_number(
    api: &Api,
    operation: &Operation,
    page: &str,
    number: &str,
    size: &str,
    total: &[String],
) -> TokenStream {
    let default = |wire: &str| {
        let parameter = operation.parameters.iter().find(|one| one.wire == wire);
        Literal::i64_unsuffixed(parameter.and_then(|one| one.default).unwrap_or_default())
    };
    let (first, many) = (default(number), default(size));
    let (number, size) = (format_ident!("{}", snake(number)), format_ident!("{}", snake(size)));
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
    quote! {
        #total

        fn next(mut self, #argument: &Self::Page, on_page: usize, seen: usize) -> Option<Self> {
            let number = self.#number.clone().ok()?.unwrap_or(#first);
            let size = self.#size.clone().ok()?.unwrap_or(#many);
            if !paging::goes_on(on_page, size, seen, #known) {
                return None;
            }
            self.#number = Ok(Some(number.checked_add(1)?));
            Some(self)
        }
    }
}

fn by_token(api: &Api, page: &str, token: &str, next: &str) -> Option<TokenStream> {
    let member = member(api, page, next)?;
    let field = format_ident!("{}", member.rust);
    let value = match member.presence {
        Presence::Optional | Presence::RequiredNullable => quote!(page.#field.as_deref()?),
        Presence::OptionalNullable => quote!(page.#field.value()?.as_str()),
        Presence::Required | Presence::Tag(_) => quote!(page.#field.as_str()),
    };
    let token = format_ident!("{}", snake(token));
    Some(quote! {
        fn token(&self) -> Option<&str> {
            self.#token.as_ref().ok()?.as_deref()
        }

        fn next(mut self, page: &Self::Page, _: usize, _: usize) -> Option<Self> {
            let token = #value;
            // The token of this very page would ask for it for ever.
            let is_same = matches!(&self.#token, Ok(Some(old)) if old == token);
            if token.is_empty() || is_same {
                return None;
            }
            self.#token = Ok(Some(token.to_owned()));
            Some(self)
        }
    })
}

/// The expression for the number at a path of members, as an option.
fn total_of(api: &Api, page: &str, path: &[String]) -> Option<TokenStream> {
    let (last, steps) = path.split_last()?;
    let mut value = quote!(Some(page));
    let mut model = page.to_owned();
    for step in steps {
        let member = member(api, &model, step)?;
        let field = format_ident!("{}", member.rust);
        value = match member.presence {
            Presence::Required => quote!(#value.map(|part| &part.#field)),
            Presence::OptionalNullable => quote!(#value.and_then(|part| part.#field.value())),
            _ => quote!(#value.and_then(|part| part.#field.as_ref())),
        };
        let Type::Model(name) = &member.ty else { return None };
        model = name.clone();
    }
    let member = member(api, &model, last)?;
    let field = format_ident!("{}", member.rust);
    let number = match member.presence {
        Presence::Required => quote!(#value.map(|part| part.#field)),
        Presence::OptionalNullable => quote!(#value.and_then(|part| part.#field.into_value())),
        _ => quote!(#value.and_then(|part| part.#field)),
    };
    Some(if member.ty == Type::Integer(Width("i32")) {
        quote!(#number.map(i64::from))
    } else {
        number
    })
}

fn member<'a>(api: &'a Api, model: &str, wire: &str) -> Option<&'a Member> {
    let model = api.models.iter().find(|one| one.name == model)?;
    match &model.kind {
        ModelKind::Object { members, .. } => members.iter().find(|member| member.wire == wire),
        _ => None,
    }
}
