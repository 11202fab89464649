using System.Text.Json;
using Orchestrator.Api.Binding;
using Orchestrator.Api.BulkReconciles;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Options;

namespace Orchestrator.Api.Drift;

/// <summary>The drift policy that a product gets.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Product">The product that the body names; null for none.</param>
internal sealed record DriftPolicyRequest(DriftPolicy Policy, string? Product) : IBody<DriftPolicyRequest>
{
    private static readonly DriftHealing[] Kinds = Enum.GetValues<DriftHealing>();

    /// <summary>Those of an answer, so that it can be changed and sent back.</summary>
    private static readonly string[] Fields = [.. ApiJson.Default.SetDriftPolicyDto.Properties.Select(static property => property.Name)];

    public static Type Shape => typeof(SetDriftPolicyDto);

    public static DriftPolicyRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        fields.DemandOnly(Fields);
        var otherwise = new DriftPolicy();
        return new(
            otherwise with
            {
                Check = fields.FindText("check"),
                Heal = ReadHealing(fields) ?? otherwise.Heal,
                MaxDriftPercent = fields.FindInteger("max_drift_percent") ?? otherwise.MaxDriftPercent,
                Brakes = ReadBrakes(fields, otherwise.Brakes),
                Windows = ReadWindows(fields),
            },
            fields.FindText("product")
        );
    }

    private static DriftHealing? ReadHealing(JsonFields fields)
    {
        if (fields.FindText("heal") is not { } text)
        {
            return null;
        }

        var found = Array.FindIndex(Kinds, kind => string.Equals(WireName.Of(kind), text, StringComparison.Ordinal));
        return found >= 0
            ? Kinds[found]
            : throw RequestException.Field(
                "heal",
                "enum",
                $"Input should be one of {string.Join(", ", Kinds.Select(WireName.Of))}",
                fields.Find("heal")
            );
    }

    /// <summary>A brake that is not there has its default; one that is null is none.</summary>
    private static BulkReconcileBrakes ReadBrakes(JsonFields fields, BulkReconcileBrakes otherwise)
    {
        var stop = fields.Find("stop_after") is { ValueKind: not JsonValueKind.Null } given ? StopAfterDto.Read(given) : null;
        return new()
        {
            Canary = fields.Find("canary") is null ? otherwise.Canary : fields.FindInteger("canary"),
            StopAfterFailed = fields.Find("stop_after") is null ? otherwise.StopAfterFailed : stop?.Failed,
            StopAfterPercent = stop?.Percent,
            MinEnded = stop?.MinEnded ?? otherwise.MinEnded,
            WaveSize = fields.FindInteger("wave_size"),
            WaitSeconds = fields.FindInteger("wait_seconds") ?? 0,
        };
    }

    private static MaintenanceWindowOptions[]? ReadWindows(JsonFields fields) =>
        fields.Find("windows") switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Array } windows =>
            [
                .. windows.EnumerateArray().Select(static (window, index) => ReadWindow(window, index)),
            ],
            { } other => throw RequestException.Field("windows", "list_type", "Input should be a valid list", other),
        };

    private static MaintenanceWindowOptions ReadWindow(JsonElement value, int index)
    {
        var fields = JsonFields.Within(value, "windows", index);
        fields.DemandOnly("cron", "duration_seconds", "time_zone", "deny");
        return new()
        {
            Cron = fields.ReadText("cron"),
            Duration = TimeSpan.FromSeconds(fields.FindInteger("duration_seconds") ?? throw fields.Missing("duration_seconds")),
            TimeZone = fields.FindText("time_zone") ?? "UTC",
            Deny = fields.ReadFlag("deny"),
        };
    }
}
