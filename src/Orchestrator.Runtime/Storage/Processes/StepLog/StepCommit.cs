namespace Orchestrator.Storage.Processes;

/// <summary>How far the commit of a step has come: what fails after its row was written may have been committed all the same.</summary>
internal sealed class StepCommit
{
    /// <summary>True once what the step does by itself is done, so that whatever fails is about the commit.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>True once the row was written, and only the database knows whether it is committed.</summary>
    internal bool IsWritten { get; private set; }

    internal void Begin() => HasBegun = true;

    internal void Write() => IsWritten = true;
}
