namespace Orchestrator;

/// <summary>
/// A step that asks an external system for something and waits until that system calls back. It runs as a group: it makes an address, runs
/// the action, waits, and runs the validation of what came.
/// </summary>
/// <param name="Id">The identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Action">Hands the address, a state key, to the external system.</param>
/// <param name="Validate">Judges what the external system sent; it fails the step by throwing.</param>
public sealed record CallbackStep(string Id, string Name, MethodStep Action, MethodStep Validate) : Step
{
    internal const string DefaultRouteKey = "callback_route";
    internal const string DefaultResultKey = "callback_result";

    /// <summary>The state key of the address to call. Default <c>callback_route</c>.</summary>
    public string RouteKey { get; init; } = DefaultRouteKey;

    /// <summary>The state key of the object that the external system sends. Default <c>callback_result</c>.</summary>
    public string ResultKey { get; init; } = DefaultResultKey;

    /// <summary>How long to wait; the step fails after that. Null, the default: forever.</summary>
    public TimeSpan? Timeout { get; init; }
}
