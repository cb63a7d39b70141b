//! Servers and their variables.

/// A server of the API.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) variables: Vec<ServerVariable>,
    /// The environment variable that can contain another URL.
    pub(crate) env: Option<String>,
}

/// A variable of a server's URL.
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: String,
    pub(crate) values: Vec<String>,
    pub(crate) description: String,
    /// The environment variable that holds its value.
    pub(crate) env: Option<String>,
}

impl Server {
    /// The URL with the defaults of its variables.
    pub(crate) fn default_url(&self) -> String {
        let variables = self.variables.iter();
        variables.fold(self.url.clone(), |url, one| {
            url.replace(&format!("{{{}}}", one.name), &one.default)
        })
    }

    /// Whether it is an absolute URL, which does not depend on the location of the document.
    pub(crate) fn is_whole(&self) -> bool {
        let url = self.default_url();
        url.starts_with("https://") || url.starts_with("http://")
    }

    /// Its only variable, if that is an enum of URLs.
    pub(crate) fn site(&self) -> Option<&ServerVariable> {
        match &self.variables[..] {
            [one] if !one.values.is_empty() => Some(one),
            _ => None,
        }
    }
}
