import CCurl
import Glibc

/// A server that takes letters, by SMTP.
public struct MailServer: MailCarrier {
    /// `smtp://host:587`, or `smtps://host` for one that is encrypted from the first byte.
    public let address: String
    let user: String?
    let password: String?
    /// Whether a connection that cannot be encrypted is refused; not to one's own machine.
    let mustEncrypt: Bool

    /// Nil for what is no address of a mail server.
    public init?(_ address: String, user: String? = nil, password: String? = nil) {
        let parts = address.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count == 2, ["smtp:", "smtps:"].contains(parts[0]) else { return nil }
        let host =
            parts[1].hasPrefix("[")
            ? String(parts[1].dropFirst().prefix { $0 != "]" })
            : String(parts[1].prefix { $0 != ":" })
        self.address = address
        self.user = user
        self.password = password
        mustEncrypt = !["localhost", "::1"].contains(host) && !host.hasPrefix("127.")
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Sends a letter; blocks until the server has taken it.
    public func send(_ message: MailMessage) throws(MailProblem) {
        guard Self.isReady, let curl = curl_easy_init() else {
            throw MailProblem(reason: "curl", isOfCarrier: true)
        }
        defer { curl_easy_cleanup(curl) }
        var recipients: UnsafeMutablePointer<curl_slist>?
        for recipient in message.recipients {
            recipients = curl_slist_append(recipients, "<\(recipient)>")
        }
        defer { curl_slist_free_all(recipients) }
        var bytes = message.bytes
        let result = bytes.withUnsafeMutableBytes { room -> CURLcode in
            guard let content = fmemopen(room.baseAddress, room.count, "r") else {
                return CURLE_OUT_OF_MEMORY
            }
            defer { fclose(content) }
            hub_curl_text(curl, CURLOPT_URL, address)
            hub_curl_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
            hub_curl_text(curl, CURLOPT_MAIL_FROM, "<\(message.sender)>")
            hub_curl_recipients(curl, recipients)
            if let user { hub_curl_text(curl, CURLOPT_USERNAME, user) }
            if let password { hub_curl_text(curl, CURLOPT_PASSWORD, password) }
            let encryption = mustEncrypt ? CURLUSESSL_ALL : CURLUSESSL_TRY
            hub_curl_number(curl, CURLOPT_USE_SSL, Int(encryption.rawValue))
            hub_curl_number(curl, CURLOPT_UPLOAD, 1)
            hub_curl_number(curl, CURLOPT_NOSIGNAL, 1)
            hub_curl_number(curl, CURLOPT_CONNECTTIMEOUT, 20)
            hub_curl_number(curl, CURLOPT_TIMEOUT, 120)
            hub_curl_content(curl, content)
            return curl_easy_perform(curl)
        }
        guard result == CURLE_OK else {
            var code = 0
            hub_curl_response(curl, &code)
            let reason = String(cString: curl_easy_strerror(result))
            throw MailProblem(
                reason: code == 0 ? reason : "\(reason), \(code)",
                isOfCarrier: code < 400 || result == CURLE_LOGIN_DENIED)
        }
    }
}
