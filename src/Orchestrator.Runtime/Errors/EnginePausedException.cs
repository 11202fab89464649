namespace Orchestrator;

/// <summary>The engine is paused: nothing can be started or resumed until it is released.</summary>
public sealed class EnginePausedException()
    : OrchestratorException("engine_locked", "Engine is locked cannot accept changes on processes at this time");
