import Console
import Documents
import Operations
import Texts

extension RegionError {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        if case .stale = self { return (message(texts), .tempFail) }
        return (message(texts), .dataError)
    }
}
