using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Operations;

namespace Orchestrator.Api.Processes;

/// <summary>How a reconcile is started; nothing for a start as usual.</summary>
internal sealed record StartQuery
{
    private const string PlanName = "plan";
    private const string ForceName = "force";

    /// <summary>The id of the plan that a reconcile keeps to.</summary>
    [FromQuery(Name = PlanName)]
    public string? Plan { get; init; }

    /// <summary>Whether a reconcile writes also where nothing differs: a yes or no.</summary>
    [FromQuery(Name = ForceName)]
    public string? Force { get; init; }

    /// <summary>What was asked for; null for a start as usual.</summary>
    /// <exception cref="RequestException">The plan is not an id, or the other is neither yes nor no.</exception>
    internal ReconcileStart? ToStart(string? idempotencyKey)
    {
        var force = Flag.Read(ForceName, Force, otherwise: false);
        return Plan is null && !force
            ? null
            : new()
            {
                Plan = Plan is { } text ? ReadId(text) : null,
                Force = force,
                IdempotencyKey = idempotencyKey,
            };
    }

    private static Guid ReadId(string text) =>
        Guid.TryParse(text, out var id)
            ? id
            : throw RequestException.BadQuery(PlanName, "uuid_parsing", "Input should be a valid UUID", text);
}
