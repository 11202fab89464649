namespace Orchestrator;

/// <summary>The engine is paused: nothing can be started or resumed until the engine is resumed.</summary>
public sealed class EnginePausedException()
    : OrchestratorException("engine_locked", "Engine is locked cannot accept changes on processes at this time");
