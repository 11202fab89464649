using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Orchestrator.Forms;
using Orchestrator.Forms.Fields;

namespace Orchestrator.Tests.Forms;

/// <summary>An answer that a page's schema allows is accepted, and anything else is read or refused.</summary>
public sealed class AnswerPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public enum Speed
    {
        Ten,
        Hundred,
    }

    public sealed record EverythingPage : FormPage
    {
        public FormLabel Label { get; } = new();

        public bool IsOn { get; init; }

        [Length(1, 5)]
        public required string Name { get; init; }

        [Range(-5, 5)]
        [MultipleOf(1)]
        public int Whole { get; init; }

        [Range(0.5, 2.5, MaximumIsExclusive = true)]
        public double Ratio { get; init; } = 1;

        public decimal? Price { get; init; }

        public Guid Id { get; init; }

        public DateOnly Day { get; init; } = new(2026, 11, 27);

        [LimitedBy(nameof(Window))]
        public DateTimeOffset At { get; init; } = Start;

        public IPAddress? Address { get; init; }

        public Uri? Link { get; init; }

        public Speed Speed { get; init; }

        [ChooseFrom(nameof(Ports))]
        public required int Port { get; init; }

        [ChooseFrom(nameof(Ports))]
        [UniqueItems]
        public List<int> Ports2 { get; init; } = [];

        [Length(0, 3)]
        public List<Inner> Objects { get; init; } = [];

        public Inner? Inside { get; init; }

        [ReadOnly(true)]
        public string Fixed { get; init; } = "fixed";

        [Hidden]
        public int Hidden { get; init; } = 7;

        public FormChoices<int> Ports { get; init; } = [new(1, "one"), new(2, "two"), new(3, "three")];

        public FormLimits<DateTimeOffset> Window { get; init; } = new(Start, Start.AddDays(3));
    }

    public sealed record Inner
    {
        [ChooseFrom(nameof(EverythingPage.Ports))]
        public required int Port { get; init; }

        public string? Note { get; init; }

        public List<bool> Flags { get; init; } = [];
    }

    private static AskedRecord Page => AskedRecord.Empty(typeof(EverythingPage));

    private static readonly JsonObject Schema = PageSchema.Describe(Page);

    private static readonly Gen<JsonNode?> Noise = Gen.OneOf(
        Gen.Const(static () => (JsonNode?)null),
        Gen.Int.Select(static number => (JsonNode?)number),
        Gen.Double[-1e12, 1e12].Select(static number => (JsonNode?)number),
        Gen.Bool.Select(static value => (JsonNode?)value),
        Gen.String[0, 6].Select(static text => (JsonNode?)text),
        Gen.Int[0, 3].Select(static count => (JsonNode?)new JsonArray([.. Enumerable.Repeat(0, count).Select(static _ => (JsonNode)"x")])),
        Gen.Const(static () => (JsonNode?)new JsonObject { ["port"] = 1 })
    );

    [Fact]
    public void An_answer_that_is_made_from_the_schema_is_accepted_and_comes_back_as_it_was() =>
        Object(Schema)
            .Sample(static answer =>
            {
                var read = PageReader.Read<EverythingPage>(Page, ToElement(answer));
                var members = PageFields.Of(typeof(EverythingPage));
                var state = JsonSerializer.SerializeToElement(FieldValues.Write(members, read), StateJson.Options);
                var again = (JsonObject)FieldValues.ToPosted(FieldKind.Object, typeof(EverythingPage), state)!;

                Assert.Equal(state.GetRawText(), Write(PageReader.Read<EverythingPage>(Page, ToElement(again))));
                Assert.Equal(state.GetRawText(), JsonSerializer.Serialize(state.Deserialize<JsonNode>(), StateJson.Options));
                Assert.Equal((7, "fixed"), (read.Hidden, read.Fixed));
                foreach (
                    var (name, value) in answer.Where(static pair => pair.Key is "is_on" or "name" or "whole" or "day" or "speed" or "at")
                )
                {
                    Assert.True(JsonNode.DeepEquals(value, again[name]), $"{name}: {again[name]?.ToJsonString()}");
                }
            });

    [Fact]
    public void Whatever_is_posted_is_read_or_refused_at_a_field_that_it_has() =>
        Gen.Select(Object(Schema), OneOf([.. Schema["properties"]!.AsObject().Select(static pair => pair.Key), "extra"]), Noise)
            .Sample(static change =>
            {
                var (answer, name, noise) = change;
                answer[name] = noise?.DeepClone();
                try
                {
                    PageReader.Read<EverythingPage>(Page, ToElement(answer));
                    Assert.NotEqual("extra", name);
                }
                catch (FormInvalidException refusal)
                {
                    Assert.All(refusal.Errors, error => Assert.Equal(name, error.Location[0]));
                }
            });

    private static string Write(EverythingPage page) =>
        JsonSerializer.SerializeToElement(FieldValues.Write(PageFields.Of(typeof(EverythingPage)), page), StateJson.Options).GetRawText();

    private static JsonElement ToElement(JsonObject answer) => JsonSerializer.SerializeToElement(answer);

    private static Gen<JsonObject> Object(JsonObject schema)
    {
        var required = schema["required"]?.AsArray().Select(static name => (string)name!).ToHashSet(StringComparer.Ordinal) ?? [];
        var fields = schema["properties"]!
            .AsObject()
            .Select(field =>
            {
                var value = Value(field.Value!.AsObject()).Select(value => ((string, JsonNode?)?)(field.Key, value));
                return required.Contains(field.Key) ? value : Gen.OneOf(value, Gen.Const(static () => ((string, JsonNode?)?)null));
            })
            .ToArray();
        return Combine(fields)
            .Select(static values => new JsonObject(
                values
                    .OfType<(string Name, JsonNode? Value)>()
                    .Select(static value => KeyValuePair.Create(value.Name, value.Value?.DeepClone()))
            ));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<T[]> Combine<T>(Gen<T>[] all) =>
        all.Aggregate(
            Gen.Const(static () => Array.Empty<T>()),
            static (some, next) => Gen.Select(some, next, static (T[] values, T value) => (T[])[.. values, value])
        );

    private static Gen<JsonNode?> Value(JsonObject field)
    {
        if (field["const"] is { } constant)
        {
            return Gen.Const(constant.DeepClone).Select(static value => (JsonNode?)value);
        }

        if (field["anyOf"] is JsonArray either)
        {
            return Gen.OneOf(Value(either[0]!.AsObject()), Gen.Const(static () => (JsonNode?)null));
        }

        var schema = field["$ref"] is { } reference ? Schema["$defs"]![((string)reference!).Split('/')[^1]]!.AsObject() : field;
        if (schema["enum"] is JsonArray choices)
        {
            return Gen.Int[0, choices.Count - 1].Select(index => choices[index]?.DeepClone());
        }

        return (string)schema["type"]! switch
        {
            "boolean" => Gen.Bool.Select(static value => (JsonNode?)value),
            "integer" => Gen.Int[(int?)schema["minimum"] ?? -1000, (int?)schema["maximum"] ?? 1000]
                .Select(static value => (JsonNode?)value),
            "number" when (string?)schema["format"] == "timestamp" => Gen.Long[
                    (long)field["uniforms"]!["min"]!,
                    (long)field["uniforms"]!["max"]!
                ]
                .Select(static value => (JsonNode?)value),
            "number" => Gen.Int[0, 199].Select(static value => (JsonNode?)(0.5 + (value / 100.0))),
            "array" => List(schema),
            "object" => Object(schema).Select(static value => (JsonNode?)value),
            _ => Text(schema).Select(static value => (JsonNode?)value),
        };
    }

    private static Gen<JsonNode?> List(JsonObject schema)
    {
        var isUnique = schema["uniqueItems"] is not null;
        return Value(schema["items"]!.AsObject())
            .Array[(int?)schema["minItems"] ?? 0, (int?)schema["maxItems"] ?? 4]
            .Select(items =>
                (JsonNode?)
                    new JsonArray([
                        .. (isUnique ? items.DistinctBy(static item => item?.ToJsonString()) : items).Select(static item =>
                            item?.DeepClone()
                        ),
                    ])
            );
    }

    private static Gen<string> Text(JsonObject schema) =>
        (string?)schema["format"] switch
        {
            "uuid" => Gen.Guid.Select(static id => id.ToString()),
            "date" => Gen.Int[0, 3_000_000].Select(static day => DateOnly.FromDayNumber(day).ToString("O", CultureInfo.InvariantCulture)),
            "ipvanyaddress" => OneOf("10.0.0.1", "::1", "fe80::1"),
            "uri" => OneOf("https://a.example/x", "mailto:a@b.example"),
            _ => Gen.Char['a', 'z']
                .Array[(int?)schema["minLength"] ?? 0, (int?)schema["maxLength"] ?? 9]
                .Select(static text => new string(text)),
        };
}
