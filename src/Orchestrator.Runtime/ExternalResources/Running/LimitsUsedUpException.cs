namespace Orchestrator.ExternalResources;

/// <summary>The limits of an external system left no room for a call as long as its caller waits.</summary>
internal sealed class LimitsUsedUpException() : TimeoutException("The limits of the external system are used up. Call it later.");
