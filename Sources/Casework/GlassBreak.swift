public enum GlassBreakEntity: Sendable {}
public typealias GlassBreakID = ID<GlassBreakEntity>
