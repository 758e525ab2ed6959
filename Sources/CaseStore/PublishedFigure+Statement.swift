public import Casework
public import Postgres

/// What a figure bound in a published text shows the public.
public struct PublishedFigure: Sendable {
    public let figure: BoundFigure
    /// Nil where disclosure control hides it.
    public let value: Int?
    public let isDemonstration: Bool
    /// The quarter's newest edition.
    public let latestEdition: Int?
}

extension Query where Output == PublishedFigure {
    /// Those of the figures that were kept.
    public static func publishedFigures(_ figures: [BoundFigure]) -> Self {
        Self(
            """
            SELECT a.figure, f.value, f.is_demonstration, newest_edition(a.quarter)
            FROM unnest(\(figures.map(\.description)),
                \(figures.map { Int32($0.quarter.index) })) AS a (figure, quarter)
            JOIN published_figure f USING (figure)
            """
        ) { row in
            PublishedFigure(
                figure: try row.next(), value: try row.nextOptional(),
                isDemonstration: try row.next(),
                latestEdition: try row.nextOptional())
        }
    }
}

/// An edition by its number.
public struct EditionName: Sendable, Hashable {
    public let quarter: Quarter
    public let number: Int
}

extension Query where Output == EditionName {
    /// The editions of which no figure was kept, oldest first: those from before figures were, and
    /// those that show the public nothing.
    public static var editionsWithoutFigures: Self {
        Self(
            """
            SELECT quarter, number FROM edition e
            WHERE NOT EXISTS (SELECT FROM published_figure f
                WHERE f.figure = to_char(quarter_start(e.quarter), '"people quarter="YYYY"-Q"Q')
                    || ' edition=' || e.number)
            ORDER BY quarter, number
            """
        ) { row in
            EditionName(quarter: Quarter(index: try row.next()), number: try row.next())
        }
    }
}

extension Statement {
    /// Keeps what the public sees of a figure: an edition never changes, so neither does it.
    public static func keepFigure(
        _ figure: BoundFigure, value: Int?, isDemonstration: Bool
    ) -> Self {
        """
        INSERT INTO published_figure (figure, value, is_demonstration)
        VALUES (\(figure.description), \(value), \(isDemonstration))
        ON CONFLICT ON CONSTRAINT published_figure_pkey
        DO UPDATE SET value = excluded.value, is_demonstration = excluded.is_demonstration
        """
    }
}
