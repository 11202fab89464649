namespace Orchestrator.Api.Hosting;

/// <summary>
/// A host's API is not set up rightly. The message says what to do, to whoever set it up: the exception prints itself as that, without a
/// stack, which a host that cannot start would log and its runtime print again.
/// </summary>
internal sealed class ApiSetupException(string message) : InvalidOperationException(message)
{
    public override string ToString() => Message;
}
