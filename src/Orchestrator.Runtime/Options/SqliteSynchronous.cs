namespace Orchestrator.Options;

/// <summary>Durability of commits on SQLite: its pragma <c>synchronous</c> in write-ahead mode.</summary>
public enum SqliteSynchronous
{
    /// <summary>It is on the disk when it returns, and survives a loss of power.</summary>
    Full,

    /// <summary>
    /// It survives a crash of the program, but a loss of power may take back the last commits, so that steps they recorded are executed
    /// again. The file stays sound.
    /// </summary>
    Normal,
}
