namespace Orchestrator.Generators.StateKeys;

/// <summary>The keys of the last callback step, which authors know by many names.</summary>
/// <param name="Route">The key of the address that an external system calls; null for none, or when it is not constant.</param>
/// <param name="Result">The key of what it sends.</param>
internal readonly record struct CallbackNames(string? Route, string? Result)
{
    /// <summary>The key that is probably meant by one that is missing; null for none.</summary>
    public string? Find(string missing) =>
        missing.Substring(missing.LastIndexOf('_') + 1) switch
        {
            "result" or "response" or "answer" or "reply" => Result,
            "url" or "uri" or "route" or "address" or "callback" => Route,
            _ => null,
        };
}
