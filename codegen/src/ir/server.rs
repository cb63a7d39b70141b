//! Servers and their variables.

/// A place where the API is.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) variables: Vec<ServerVariable>,
    /// The environment variable that names another server.
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

    /// Whether it can be called as it is, without knowing where the document was found.
    pub(crate) fn is_whole(&self) -> bool {
        let url = self.default_url();
        url.starts_with("https://") || url.starts_with("http://")
    }

    /// Whether its one variable is an enum of URLs.
    pub(crate) fn site(&self) -> Option<&ServerVariable> {
        match &self.variables[..] {
            [one] if !one.values.is_empty() => Some(one),
            _ => None,
        }
    }
}
