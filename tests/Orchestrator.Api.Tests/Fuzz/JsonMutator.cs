using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>Writes JSON that is nearly right: a valid value in which some things are replaced, dropped, doubled or broken.</summary>
internal sealed class JsonMutator(Random random, Func<string> id)
{
    private static readonly string[] Scalars =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "7",
        "1.5",
        "1e2",
        "1e308",
        "1e400",
        "-1e400",
        "1e200000",
        "0e999999",
        "1e-400",
        "1E-20000",
        "99999999999999999999",
        "9223372036854775808",
        "-9e10",
        "253402300800",
        "123456789012345678901234567890.123456789",
        "\"\"",
        "\"x\"",
        "\" \"",
        "\"\\u0000\"",
        "\"a\\u0000b\"",
        "\"\\ud83d\"",
        "\"\\udc00\\ud83d\"",
        "\"\\ud83d\\ude00\"",
        "\"%\"",
        "\"*\"",
        "\"-\"",
        "\"'; DROP TABLE processes; --\"",
        "\"<script>\"",
        "\"../../etc/passwd\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"-9e10\"",
        "\"9999-12-31T23:59:59Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"2026-02-30\"",
        "\"2026-01-01\"",
        "\"create\"",
        "\"update\"",
        "\"delete\"",
        "\"interval\"",
        "\"cron\"",
        "\"date\"",
        "\"lamp\"",
        "\"Europe/Amsterdam\"",
        "\"Europe/Nowhere\"",
        "\"validate_nothing\"",
        "\"warm\"",
        "\"99999999999\"",
        "\"*/2\"",
        "\"last fri\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[null]",
        "[1,2]",
    ];

    private static readonly string[] Names =
    [
        "",
        "x",
        "note",
        "reason",
        "\\u0000",
        "\\ud800",
        "global_lock",
        "query",
        "product",
        "subscription_id",
        "version",
        "process_id",
        "__callback_token",
        "text",
        "numbers",
        "corner",
        "hours",
        "weeks",
        "day_of_week",
        "run_date",
        "start_date",
        "end_date",
        "timezone",
        "jitter",
        "minute",
        "second",
    ];

    /// <summary>Writes a value with about so many changes.</summary>
    internal byte[] Write(string valid, double changes)
    {
        var text = new StringBuilder();
        Write(JsonNode.Parse(valid), text, changes / (1 + valid.Count(static letter => letter is ':' or ',' or '[')));
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return random.Next(20) switch
        {
            0 => bytes[..random.Next(bytes.Length + 1)],
            1 => [.. bytes.Select(letter => random.Next(20) == 0 ? (byte)random.Next(256) : letter)],
            2 => [0xEF, 0xBB, 0xBF, .. bytes],
            3 => [.. bytes, .. bytes],
            _ => bytes,
        };
    }

    /// <summary>Any value at all.</summary>
    internal string Any()
    {
        switch (random.Next(12))
        {
            case 0:
                var depth = random.Next(20, 80);
                return string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
            case 1:
                return $"\"{new string('x', random.Next(1, 12_000))}\"";
            case 2:
                return $"[{string.Join(',', Enumerable.Repeat("1", random.Next(1, 3_000)))}]";
            case 3:
                return $"\"{id()}\"";
            case 4:
                return $"{{\"{Pick(Names)}\":{Pick(Scalars)},\"{Pick(Names)}\":{Pick(Scalars)}}}";
            default:
                return Pick(Scalars);
        }
    }

    private void Write(JsonNode? node, StringBuilder text, double chance)
    {
        if (random.NextDouble() < chance)
        {
            text.Append(Any());
            return;
        }

        switch (node)
        {
            case JsonObject members:
                Write(
                    '{',
                    members,
                    '}',
                    member =>
                    {
                        text.Append(JsonSerializer.Serialize(member.Key)).Append(':');
                        Write(member.Value, text, chance);
                    },
                    () => text.Append('"').Append(Pick(Names)).Append("\":").Append(Any()),
                    text,
                    chance
                );
                break;
            case JsonArray items:
                Write('[', items, ']', item => Write(item, text, chance), () => text.Append(Any()), text, chance);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    /// <summary>Writes most of the parts, some of them twice, and sometimes one more.</summary>
    private void Write<T>(char open, IEnumerable<T> parts, char close, Action<T> write, Action more, StringBuilder text, double chance)
    {
        Action[] writes =
        [
            .. parts.SelectMany(part => Enumerable.Repeat(() => write(part), random.NextDouble() >= chance / 2 ? 1 : random.Next(2) * 2)),
            .. random.NextDouble() < chance ? [more] : Array.Empty<Action>(),
        ];
        text.Append(open);
        foreach (var (index, part) in writes.Index())
        {
            text.Append(index == 0 ? "" : ",");
            part();
        }

        text.Append(close);
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
