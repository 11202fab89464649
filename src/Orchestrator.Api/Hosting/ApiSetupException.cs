namespace Orchestrator.Api.Hosting;

/// <summary>
/// A host's API is not set up rightly. The message says what to do. Where it was thrown helps no one, so the exception prints itself as the
/// message, without a stack.
/// </summary>
internal sealed class ApiSetupException(string message) : InvalidOperationException(message)
{
    public override string ToString() => Message;
}
