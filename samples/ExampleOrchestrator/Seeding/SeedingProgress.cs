namespace ExampleOrchestrator.Seeding;

/// <summary>How far the creation of the example's data is.</summary>
internal sealed class SeedingProgress
{
    private volatile bool _isDone;
    private volatile bool _failsOnPurpose;

    /// <summary>Whether there is nothing left to create.</summary>
    internal bool IsDone
    {
        get => _isDone;
        set => _isDone = value;
    }

    /// <summary>Whether the processes that run now fail because they are to be looked at.</summary>
    internal bool FailsOnPurpose
    {
        get => _failsOnPurpose;
        set => _failsOnPurpose = value;
    }
}
