namespace Orchestrator;

/// <summary>Tells a failure of the core database as a whole from any other failure.</summary>
public static class StorageFailure
{
    /// <summary>Says in a sentence what is wrong with the core database, when that is why something failed.</summary>
    /// <param name="exception">The failure, as it came out of a service; the cause may sit deep inside.</param>
    /// <returns>The explanation; null when the database is not to blame.</returns>
    public static StorageException? Explain(Exception exception) => exception as StorageException ?? StorageErrors.Translate(exception);
}
