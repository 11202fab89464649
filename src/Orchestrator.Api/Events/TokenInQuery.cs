namespace Orchestrator.Api.Events;

/// <summary>
/// Marks a web socket whose token may be in its address, as <c>?token=</c>. No other endpoint takes one there: addresses are logged.
/// </summary>
internal sealed class TokenInQuery
{
    internal const string Name = "token";

    private TokenInQuery() { }

    internal static TokenInQuery Allowed { get; } = new();
}
