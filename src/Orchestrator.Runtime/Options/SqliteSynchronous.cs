namespace Orchestrator.Options;

/// <summary>Durability of commits on SQLite: its pragma <c>synchronous</c> in write-ahead mode.</summary>
public enum SqliteSynchronous
{
    /// <summary>A commit is on the disk when it returns, and survives a power failure.</summary>
    Full,

    /// <summary>
    /// A commit survives a crash of the program, but a power failure can undo the last commits, so that the steps that they recorded are
    /// executed again. The file is not corrupted.
    /// </summary>
    Normal,
}
