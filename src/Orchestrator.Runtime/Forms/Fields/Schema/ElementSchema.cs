using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Describes what a page shows and does not ask for.</summary>
internal static class ElementSchema
{
    internal static JsonObject Describe(PageField field, FormElement element, SchemaDefinitions definitions)
    {
        var schema = element switch
        {
            FormLabel label => Line("label", label.Text),
            FormDivider => Line("divider", null),
            FormMarkdown markdown => new()
            {
                ["type"] = "string",
                ["format"] = "markdown",
                ["default"] = new JsonObject { ["content"] = markdown.Content, ["color"] = markdown.Color },
            },
            FormCallout callout => DescribeCallout(callout, definitions),
            FormSummary summary => DescribeSummary(field, summary, definitions),
            FormSubscription shown => new()
            {
                ["type"] = "string",
                ["format"] = "subscription",
                ["default"] = shown.SubscriptionId.ToString(),
            },
            FormButtons buttons => DescribeButtons(buttons),
            FormChecklist checklist => DescribeChecklist(checklist),
            _ => throw new IncorrectFormException($"A page cannot show a '{TypeText.Of(element.GetType())}'."),
        };

        // A client knows buttons by this title, and makes the one of a summary of the field's name.
        if (element is FormButtons)
        {
            schema["title"] = "Buttons";
        }
        else if (element is not FormSummary || field.OwnTitle is not null)
        {
            schema["title"] = field.Title;
        }

        return schema;
    }

    private static JsonObject Line(string format, string? text) =>
        new()
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "null" }),
            ["default"] = text,
            ["format"] = format,
            ["type"] = "string",
        };

    private static JsonObject DescribeCallout(FormCallout callout, SchemaDefinitions definitions)
    {
        var schema = ReferToEmpty("Callout", definitions);
        schema["default"] = new JsonObject
        {
            ["header"] = callout.Header,
            ["message"] = callout.Message,
            ["icon_type"] = callout.Icon,
            ["message_type"] = JsonSerializer.SerializeToNode(callout.Kind, StateJson.Options),
        };
        (schema["type"], schema["format"]) = ("string", "callout");
        return schema;
    }

    private static JsonObject DescribeSummary(PageField field, FormSummary summary, SchemaDefinitions definitions)
    {
        if (summary.Columns.Count == 0 || summary.Columns.Any(column => column.Count != summary.Labels.Count))
        {
            throw new IncorrectFormException(
                $"The summary '{field.Member}' has {summary.Labels.Count} labels. Give it at least one column, each with as many values."
            );
        }

        var schema = ReferToEmpty("MigrationSummaryValue", definitions);
        schema["default"] = null;
        (schema["type"], schema["format"]) = ("string", "summary");
        WidgetOptions.AddTo(
            schema,
            new()
            {
                ["data"] = new JsonObject
                {
                    ["headers"] = Texts(summary.Headers),
                    ["labels"] = Texts(summary.Labels),
                    ["columns"] = new JsonArray([.. summary.Columns.Select(static column => Texts([.. column.Select(Escape)]))]),
                },
            }
        );
        return schema;
    }

    private static JsonObject DescribeButtons(FormButtons buttons)
    {
        var captions = new JsonObject();
        foreach (var (name, button) in new[] { ("previous", buttons.Previous), ("next", buttons.Next) })
        {
            if (button is not null)
            {
                var caption = new JsonObject();
                AddText(caption, "text", button.Text);
                AddText(caption, "color", button.Color);
                captions[name] = caption;
            }
        }

        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(),
            ["default"] = captions,
        };
    }

    private static JsonObject DescribeChecklist(FormChecklist checklist) =>
        new()
        {
            ["type"] = "string",
            ["format"] = "accept",
            ["enum"] = new JsonArray(ElementReader.Accepted, ElementReader.Incomplete),
            ["data"] = new JsonArray([.. checklist.Lines.Select(static line => new JsonArray(line.Text, KindOf(line.Kind)))]),
        };

    private static JsonObject ReferToEmpty(string name, SchemaDefinitions definitions) =>
        definitions.Refer(
            name,
            name,
            () =>
                new()
                {
                    ["properties"] = new JsonObject(),
                    ["title"] = name,
                    ["type"] = "object",
                }
        );

    private static string KindOf(FormChecklistKind kind) =>
        kind switch
        {
            FormChecklistKind.Task => "checkbox",
            FormChecklistKind.SubTask => ">checkbox",
            FormChecklistKind.OptionalTask => "checkbox?",
            FormChecklistKind.OptionalSubTask => ">checkbox?",
            _ => kind.ToString().ToLowerInvariant(),
        };

    // A client renders a cell with this in it as HTML, which is not what a text of a subscription or a person is for.
    private static string? Escape(string? cell) =>
        cell?.Contains("<!doctype", StringComparison.OrdinalIgnoreCase) == true
            ? cell.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            : cell;

    private static JsonArray Texts(IReadOnlyList<string?> texts) => new([.. texts.Select(static text => (JsonNode?)text)]);

    private static void AddText(JsonObject caption, string name, string? text)
    {
        if (text is not null)
        {
            caption[name] = text;
        }
    }
}
