//! progenitor's code, made to read like a person's.
//!
//! What it does stays, with two exceptions: the `api-version` header goes, and a path parameter
//! that would change the path is refused.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ImplItem, Item, Pat, Stmt, Type, parse_quote};

use super::route;
use crate::lower::Operation;
use crate::model::{doc, plain};

/// The items of progenitor's `builder` module.
pub(super) fn builder_items(file: syn::File) -> Vec<Item> {
    let modules = file.items.into_iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content,
        _ => None,
    });
    modules.flat_map(|(_, items)| items).collect()
}

/// The last name of a type's path.
pub(super) fn name_of_type(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|one| one.ident.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

/// The file of an operation.
pub(super) fn file(
    operation: &Operation,
    items: Vec<Item>,
    paging: Option<TokenStream>,
    errors: TokenStream,
) -> TokenStream {
    let items = items.into_iter().map(|mut item| {
        rewrite(operation, &mut item);
        item
    });
    let items: Vec<Item> = items.collect();
    let body = quote!(#(#items)*).to_string();
    let has_error_bodies = operation.errors.iter().any(|error| error.model.is_some());
    let wanted = [
        ("ClientHooks", true),
        ("FromResponse", true),
        ("OperationInfo", true),
        ("Paged", paging.is_some()),
        ("QueryParam", body.contains("QueryParam")),
        ("decode", has_error_bodies),
        ("encode_path", body.contains("encode_path")),
    ];
    let names =
        wanted.iter().filter(|(_, is_used)| *is_used).map(|(name, _)| format_ident!("{name}"));
    let of_reqwest = if body.contains("header :: ") {
        quote!(
            use reqwest::{StatusCode, header};
        )
    } else {
        quote!(
            use reqwest::StatusCode;
        )
    };
    let uses_models = body.contains("models ::") || has_error_bodies;
    let models = uses_models.then(|| {
        quote!(
            use super::super::models;
        )
    });
    let of_paging = paging.is_some().then(|| quote!(Paging,));
    let of_paging_module = paging.is_some().then(|| {
        quote!(
            use guestlist_runtime::paging;
        )
    });
    quote! {
        use guestlist_runtime::operation::{#(#names),*};
        #of_paging_module
        use guestlist_runtime::{CallOptions, DecodeError, Error, #of_paging ResponseValue};
        #of_reqwest

        use super::super::client::Client;
        #models

        #(#items)*

        #paging

        #errors
    }
}

fn rewrite(operation: &Operation, item: &mut Item) {
    Plainer.visit_item_mut(item);
    match item {
        Item::Struct(item) => {
            let method = &operation.method_name;
            item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
            let text = format!(
                "A call of {} that is being prepared: see [`Client::{method}`].",
                route(operation),
            );
            let docs = doc(&text);
            let attributes: syn::ItemStruct =
                parse_quote!(#docs #[must_use = "a call is sent by `send`"] struct X;);
            item.attrs.splice(0..0, attributes.attrs);
            if let syn::Fields::Named(fields) = &mut item.fields {
                fields.named.push(parse_quote!(options: CallOptions));
            }
        }
        Item::Impl(item) => {
            for member in &mut item.items {
                if let ImplItem::Fn(function) = member {
                    method(operation, function);
                }
            }
            let docs =
                doc("What this call does otherwise than its client: time, retries, headers.");
            let options: ImplItem = parse_quote! {
                #docs
                pub fn options(mut self, options: CallOptions) -> Self {
                    self.options = options;
                    self
                }
            };
            let last = item.items.len().saturating_sub(1);
            item.items.insert(last, options);
        }
        _ => {}
    }
}

fn method(operation: &Operation, function: &mut syn::ImplItemFn) {
    function.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let name = function.sig.ident.to_string();
    let text = match name.as_str() {
        "new" => {
            function.vis = parse_quote!(pub(super));
            WithOptions { idempotent: false }.visit_block_mut(&mut function.block);
            return;
        }
        "send" => {
            send(operation, &mut function.block);
            let fails = "When the call is not complete, does not get through, or is answered with anything but success.";
            format!("Sends {}.\n\n# Errors\n\n{fails}", route(operation))
        }
        "body" => "The body of the request.".to_owned(),
        name => {
            let parameter = operation.parameters.iter().find(|parameter| parameter.rust == name);
            parameter.map(describe).unwrap_or_default()
        }
    };
    let docs = doc(&text);
    let attributes: syn::ItemStruct = parse_quote!(#docs struct X;);
    function.attrs.splice(0..0, attributes.attrs);
}

fn describe(parameter: &crate::lower::Parameter) -> String {
    let place = match parameter.location.as_str() {
        "path" => "in the path".to_owned(),
        location => format!("{location} parameter"),
    };
    let wire = format!("`{}`, {place}.", parameter.wire);
    match parameter.description.as_str() {
        "" => wire,
        text => format!("{}\n\n{wire}", plain(text)),
    }
}

/// The body of `send`.
fn send(operation: &Operation, block: &mut syn::Block) {
    let old = std::mem::take(&mut block.stmts);
    let mut has_headers = false;
    for statement in old {
        let code = quote!(#statement).to_string();
        if code.contains("api_version") && code.starts_with("header_map") {
            continue;
        }
        if code.starts_with("let mut header_map") {
            let count = operation.headers.len()
                + operation.parameters.iter().filter(|one| one.location == "header").count();
            has_headers = count > 0;
            if has_headers {
                let count = Literal::usize_unsuffixed(count);
                block.stmts.push(
                    parse_quote!(let mut header_map = header::HeaderMap::with_capacity(#count);),
                );
                block.stmts.extend(operation.headers.iter().map(constant));
            }
            continue;
        }
        match url(operation, &statement) {
            Some(statements) => block.stmts.extend(statements),
            None => block.stmts.push(statement),
        }
    }
    WithOptions { idempotent: operation.idempotent }.visit_block_mut(block);
    let mut request = Request { has_headers };
    block.stmts.iter_mut().for_each(|statement| request.visit_stmt_mut(statement));
}

fn constant((name, value): &(String, String)) -> Stmt {
    let name = name.to_ascii_lowercase();
    parse_quote!(header_map.insert(header::HeaderName::from_static(#name), header::HeaderValue::from_static(#value));)
}

/// The statements that make the URL, in place of progenitor's one.
fn url(operation: &Operation, statement: &Stmt) -> Option<Vec<Stmt>> {
    let Stmt::Local(local) = statement else { return None };
    let Pat::Ident(name) = &local.pat else { return None };
    let Expr::Macro(made) = &*local.init.as_ref()?.expr else { return None };
    if !made.mac.path.is_ident("format") {
        return None;
    }
    let in_path = operation.parameters.iter().filter(|parameter| parameter.location == "path");
    let mut statements = Vec::new();
    let mut template = format!("{{}}{}", operation.path);
    for parameter in in_path {
        let ident = format_ident!("{}", parameter.rust);
        template = template
            .replace(&format!("{{{}}}", parameter.wire), &format!("{{{}}}", parameter.rust));
        statements.push(parse_quote!(let #ident = encode_path(&#ident.to_string())?;));
    }
    let name = &name.ident;
    statements.push(parse_quote!(let #name = format!(#template, client.baseurl);));
    Some(statements)
}

/// Shortens the chain that makes the request, and the match on the status.
struct Request {
    has_headers: bool,
}

impl VisitMut for Request {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "headers"
            && !self.has_headers
        {
            *expression = (*call.receiver).clone();
        }
    }

    fn visit_expr_match_mut(&mut self, expression: &mut syn::ExprMatch) {
        // The errors of both ranges have one type, and one arm.
        expression.arms.retain(|arm| {
            let pattern = &arm.pat;
            !quote!(#pattern).to_string().starts_with("500")
        });
        for arm in &mut expression.arms {
            let pattern = &arm.pat;
            if quote!(#pattern).to_string().starts_with("400") {
                arm.pat = parse_quote!(400..=599);
            }
        }
        visit_mut::visit_expr_match_mut(self, expression);
    }
}

/// Carries the options of a call from its builder to where it is sent.
struct WithOptions {
    idempotent: bool,
}

impl VisitMut for WithOptions {
    fn visit_expr_struct_mut(&mut self, expression: &mut syn::ExprStruct) {
        if expression.path.is_ident("Self") {
            expression.fields.push(parse_quote!(options: CallOptions::new()));
        } else if expression.path.is_ident("OperationInfo") {
            let idempotent = self.idempotent;
            expression.fields.push(parse_quote!(idempotent: #idempotent));
            expression.fields.push(parse_quote!(options: &options));
        }
    }

    fn visit_pat_struct_mut(&mut self, pattern: &mut syn::PatStruct) {
        if pattern.path.is_ident("Self") {
            let with_options: Pat = parse_quote!(Self { options });
            if let Pat::Struct(with_options) = with_options {
                pattern.fields.extend(with_options.fields);
            }
        }
    }
}

/// Paths without what every reader knows.
struct Plainer;

impl VisitMut for Plainer {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|one| one.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let keep = match names[..] {
            ["std", _, "String" | "Vec" | "Option" | "TryInto"] => 1,
            ["progenitor_client", "QueryParam", ..] => names.len() - 1,
            ["super", "Client", ..] => names.len() - 1,
            ["reqwest", "header", ..] => names.len() - 1,
            _ => return,
        };
        path.leading_colon = None;
        path.segments = path.segments.iter().skip(names.len() - keep).cloned().collect();
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        visit_mut::visit_field_value_mut(self, field);
        let (member, value) = (&field.member, &field.expr);
        if quote!(#member).to_string() == quote!(#value).to_string() {
            field.colon_token = None;
        }
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        visit_mut::visit_local_mut(self, local);
        local.attrs.retain(|attribute| !attribute.path().is_ident("allow"));
    }

    fn visit_lit_str_mut(&mut self, text: &mut syn::LitStr) {
        let value = text.value();
        let message = if let Some(name) = value.strip_suffix(" was not initialized") {
            format!("`{name}` is required: give it with `.{name}(…)`")
        } else if let Some((_, name)) =
            value.strip_suffix(" failed").and_then(|v| v.rsplit_once(" for "))
        {
            format!("the value given with `.{name}(…)` does not convert")
        } else {
            return;
        };
        *text = syn::LitStr::new(&message, text.span());
    }
}
