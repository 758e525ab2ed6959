/// A feed as https://jsonfeed.org/version/1.1 has it.
struct JSONFeedDocument: Encodable {
    struct Author: Encodable {
        let name: String
    }

    struct Item: Encodable {
        let id: String
        let url: String?
        let title: String
        let contentHTML: String
        let datePublished: String
        let dateModified: String
        let language: String

        enum CodingKeys: String, CodingKey {
            case id, url, title, language
            case contentHTML = "content_html"
            case datePublished = "date_published"
            case dateModified = "date_modified"
        }
    }

    let version: String
    let title: String
    let homePage: String?
    let feed: String?
    let language: String
    let authors: [Author]
    let items: [Item]

    enum CodingKeys: String, CodingKey {
        case version, title, language, authors, items
        case homePage = "home_page_url"
        case feed = "feed_url"
    }
}
