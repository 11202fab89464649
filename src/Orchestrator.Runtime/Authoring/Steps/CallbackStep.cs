namespace Orchestrator;

/// <summary>
/// A step that sends a request to an external system and waits until the system calls back. It runs as a group: it creates an address, runs
/// the action, waits, and validates the result.
/// </summary>
/// <param name="Id">The identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Action">Passes the address, a state key, to the external system.</param>
/// <param name="Validate">Validates the result of the external system; it fails the step by throwing an exception.</param>
internal sealed record CallbackStep(string Id, string Name, MethodStep Action, MethodStep Validate) : Step
{
    internal const string DefaultRouteKey = "callback_route";
    internal const string DefaultResultKey = "callback_result";

    /// <summary>The state key of the address to call. Default <c>callback_route</c>.</summary>
    public string RouteKey { get; init; } = DefaultRouteKey;

    /// <summary>The state key of the object that the external system sends. Default <c>callback_result</c>.</summary>
    public string ResultKey { get; init; } = DefaultResultKey;

    /// <summary>The timeout, after which the step fails. Null, the default, for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
