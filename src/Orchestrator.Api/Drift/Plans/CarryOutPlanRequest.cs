using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Drift;

/// <summary>The plan that is carried out: the answer that showed it, sent back, or these two members of it.</summary>
internal sealed record CarryOutPlanRequest(
    [property: JsonPropertyName("workflow")] string Workflow,
    [property: JsonPropertyName("plan")] Guid Plan
) : IBody<CarryOutPlanRequest>
{
    private const string PlanName = "plan";

    public static Type Shape => typeof(CarryOutPlanRequest);

    public static CarryOutPlanRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        var workflow = fields.ReadText("workflow");
        return fields.Find(PlanName) is { ValueKind: JsonValueKind.Null } none
            ? throw RequestException.Field(PlanName, "uuid_type", "This plan cannot be carried out. Its reason says why", none)
            : new(workflow, fields.ReadId(PlanName));
    }
}
