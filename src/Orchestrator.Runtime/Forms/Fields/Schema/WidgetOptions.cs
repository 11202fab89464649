using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>The options of a field's widget.</summary>
internal static class WidgetOptions
{
    internal static JsonObject Of(PageField field, ValueRules rules)
    {
        var options = field.Kind == FieldKind.Timestamp ? OfTimestamp(rules) : [];
        if (field.IsPassword)
        {
            options["password"] = true;
        }

        if (field.Find<SensitiveAttribute>() is not null)
        {
            options["sensitive"] = true;
        }

        if (field.Find<SubscriptionOfAttribute>() is { } subscription)
        {
            options["statuses"] = JsonSerializer.SerializeToNode(subscription.Status.Select(WireName.Of));
        }

        foreach (var option in field.Attributes.OfType<FieldOptionAttribute>())
        {
            options[option.Name] = JsonSerializer.SerializeToNode(option.Value);
        }

        return options;
    }

    /// <summary>The options of a widget for a time: clients need them all.</summary>
    internal static JsonObject OfTimestamp(ValueRules rules)
    {
        var shown = rules.Find<DateTimeOptionsAttribute>() ?? new();
        var range = MomentRange<DateTimeOffset>.Of(rules);
        return new()
        {
            ["showTimeSelect"] = shown.ShowTime,
            ["locale"] = shown.Locale,
            ["min"] = range.Minimum?.ToUnixTimeSeconds(),
            ["max"] = range.Maximum?.ToUnixTimeSeconds(),
            ["dateFormat"] = shown.DateFormat,
            ["timeFormat"] = shown.TimeFormat,
        };
    }

    /// <summary>Adds them by the name that clients read, and by the one that is to come after it.</summary>
    internal static void AddTo(JsonObject schema, JsonObject options)
    {
        if (options.Count > 0)
        {
            schema["uniforms"] = options;
            schema["extraProperties"] = options.DeepClone();
        }
    }
}
