using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>Chooses how a field is shown, in the order in which clients of orchestrator-core try their widgets.</summary>
internal static class WidgetRules
{
    // More are shown as a list, in which each item is chosen.
    private const int MaxCheckboxes = 5;

    private const string CronTitle = "Cron";

    internal static FieldWidget Find(JsonObject schema, bool hasChoices, int itemChoices) =>
        IsReadOnly(schema)
            ? FieldWidget.ReadOnly
            : (SchemaNode.Text(schema["type"]), SchemaNode.Text(schema["format"])) switch
            {
                (_, "long") => FieldWidget.LongText,
                (_, "radio") when hasChoices => FieldWidget.Radio,
                (_, "summary") => FieldWidget.Summary,
                (_, "label") => FieldWidget.Label,
                (_, "divider") => FieldWidget.Divider,
                (_, "callout") => FieldWidget.Callout,
                (_, "markdown") => FieldWidget.Markdown,
                (_, "hidden") => FieldWidget.Hidden,
                (_, "subscription") => FieldWidget.SubscriptionLink,
                (_, "accept") => FieldWidget.Checklist,
                ("boolean", _) => FieldWidget.Checkbox,
                ("object", _) when IsButtons(schema) => FieldWidget.Buttons,
                ("array", _) => itemChoices is > 0 and <= MaxCheckboxes ? FieldWidget.Choices : FieldWidget.List,
                _ when hasChoices => FieldWidget.Choice,
                ("object", _) => FieldWidget.Group,
                (_, "timestamp" or "date-time") => FieldWidget.Timestamp,
                (_, "date") => FieldWidget.Date,
                ("integer" or "number", _) => FieldWidget.Number,
                (_, "subscriptionId") => FieldWidget.Subscription,
                (_, "customerId" or "organisationId") => FieldWidget.Customer,
                ("string", null) when SchemaNode.Text(schema["title"]) == CronTitle => FieldWidget.Cron,
                _ when SchemaNode.IsTrue((schema["uniforms"] as JsonObject)?["password"]) => FieldWidget.Password,
                _ => FieldWidget.Text,
            };

    private static bool IsReadOnly(JsonObject schema) =>
        SchemaNode.IsTrue((schema["uniforms"] as JsonObject)?["disabled"]) || schema["const"] is not null;

    private static bool IsButtons(JsonObject schema) => SchemaNode.Text(schema["title"]) is "Buttons" or "ButtonConfig" or "ButtonColor";
}
