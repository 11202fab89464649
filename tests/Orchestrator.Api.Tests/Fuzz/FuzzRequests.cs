using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>What a run knows that exists: ids, names and an address for callbacks.</summary>
internal sealed record KnownThings(
    string[] Subscriptions,
    string[] Workflows,
    string[] Schedules,
    string Product,
    string Failed,
    string Completed,
    string Suspended,
    string Awaiting,
    string Token,
    string Reporting,
    string ReportingToken,
    string Bulk,
    string DryRun,
    string Block,
    string ResourceType,
    string[] Descriptions
)
{
    internal string[] Processes => [Failed, Completed, Suspended, Awaiting, Reporting, Bulk];
}

/// <summary>
/// Makes requests to an operation, from nearly right to nonsense. The same seed makes the same requests, whatever other operations there
/// are.
/// </summary>
internal sealed class FuzzRequests
{
    private static readonly string[] Texts =
    [
        "",
        "x",
        "%00",
        "a%00b",
        "%ED%A0%80",
        "%FF",
        "%zz",
        "%F0%9F%98%80",
        "null",
        "-1",
        "0",
        "1,",
        "0,1",
        "5,2",
        "0,99999999999",
        "-1,5",
        "NaN,1",
        "status,asc",
        "status,down",
        "pid,desc,status",
        "lastStatus,failed",
        "note,a%00",
        "status,failed,status,completed",
        "isTask,maybe",
        "startedAt,asc",
        "started_at,2026",
        "1",
        "yes",
        "on",
        "TRUE",
        "2",
        "*",
        "-",
        "%22",
        "-a",
        "status:active",
        "-status:active%20-x",
        "product_id:x",
        "insync:perhaps",
        "colour:red",
        "%27%20OR%201=1--",
        "..%2F..%2Fetc",
        "en-GB",
        "nl-NL",
        "a%0A",
        "en-GB%0A",
    ];

    private static readonly string?[] Types =
    [
        "application/json; charset=utf-8",
        "application/merge-patch+json",
        null,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "nonsense;;=",
        "application/octet-stream",
    ];

    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["reporter"] = "ann",
        ["range"] = "0,5",
        ["sort"] = "startedAt,desc",
        ["filter"] = "status,failed",
        ["query"] = "status:active%20-x",
        ["filter_owner_relations"] = "yes",
        ["tag"] = "LAMP",
        ["until"] = "2050-01-01T00:00:00Z",
        ["from"] = "2026-01-01T00:00:00Z",
        ["action"] = "start_process",
        ["process_id"] = "00000000-0000-0000-0000-000000000001",
        ["subscription_id"] = "00000000-0000-0000-0000-000000000001",
        ["cursor"] = "eyJzZWFyY2giOnsicXVlcnkiOiJhIn0sInNraXAiOjF9",
        ["include_columns"] = "on",
        ["q"] = "bright",
        ["entity_type"] = "PROCESS",
        ["prefix"] = "subscription",
        ["limit"] = "5",
        ["product_type"] = "Lamp",
    };

    /// <summary>Values of headers from nearly right to nonsense; one with line breaks is sent as many headers.</summary>
    private static readonly Dictionary<string, string[]> Headers = new(StringComparer.Ordinal)
    {
        ["If-None-Match"] = ["*", "\"", "W/\"0x", "x", new('"', 50)],
        ["Origin"] = ["https://evil.example", "null", "http://127.0.0.1", "nonsense"],
        ["Accept"] = ["text/html", "*/*", "application/xml", "nonsense"],
        ["Idempotency-Key"] = ["", " ", "once", "a\nb", "\"quoted\"", new('k', 256), new('k', 5_000)],
        ["traceparent"] =
        [
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-0000000000000000-00",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "00-ZZZ",
            new('0', 3_000),
        ],
        ["tracestate"] =
        [
            "a=b",
            ",,=,",
            "a=b\nc=d",
            string.Join(',', Enumerable.Range(0, 60).Select(static key => $"k{key}=v")),
            new('a', 3_000),
        ],
        ["Authorization"] =
        [
            "",
            "Bearer",
            "Bearer a.b.c",
            "Basic !!!",
            "Negotiate",
            "Bearer a\nBearer b",
            $"Bearer {new string('x', 6_000)}",
        ],
        ["Sec-WebSocket-Protocol"] = ["base64.bearer.token", "base64.bearer.token, a.b.c", ",", new('x', 3_000)],
    };

    private const string WholeSchedule = """
        [{"task": "Validate nothing"}, {"schedule_type": "Interval"}, {"start_date": "2050-01-01T00:00:00Z", "interval": "4 hours"}]
        """;

    private readonly ApiOperation _operation;
    private readonly Random _random;
    private readonly JsonMutator _json;
    private readonly KnownThings _known;

    internal FuzzRequests(ApiOperation operation, int seed, KnownThings known)
    {
        _operation = operation;
        _random = new(seed + BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(operation.Id))));
        _known = known;
        _json = new(
            _random,
            () => Pick([.. known.Subscriptions, .. known.Processes, .. known.Schedules, .. known.Workflows, known.Product])
        );
    }

    /// <summary>What of a request is nonsense: one part of it most of the time, so that the others are read at all.</summary>
    private enum Part
    {
        None,
        Path,
        Query,
        Type,
        Body,
        MoreOfBody,
        Any,
    }

    /// <summary>The next request.</summary>
    /// <param name="isValid">Whether nothing of it is nonsense.</param>
    internal HttpRequestMessage Next(bool isValid)
    {
        var part = isValid ? Part.None : Pick(Enum.GetValues<Part>());
        var (key, pages) = isValid ? Starts[0] : Pick(Starts);
        var address = new StringBuilder(_operation.Path);
        foreach (var parameter in _operation.PathParameters)
        {
            address.Replace($"{{{parameter}}}", Is(part, Part.Path) ? Nonsense() : PathValue(_operation.Id, parameter, key));
        }

        foreach (
            var (index, parameter) in _operation.QueryParameters.Where(parameter => parameter == "query" || _random.Next(2) == 0).Index()
        )
        {
            address
                .Append(index == 0 ? '?' : '&')
                .Append(parameter)
                .Append('=')
                .Append(Is(part, Part.Query) ? QueryValue() : Queries.GetValueOrDefault(parameter, "x"));
        }

        var request = new HttpRequestMessage(new(_operation.Method), new Uri(address.ToString(), UriKind.Relative));
        AddBody(request, part, Valid(_operation.Id, pages, isWhole: isValid));
        if (!isValid)
        {
            AddHeaders(request);
        }

        return request;
    }

    private (string Key, string Pages)[] Starts =>
        [
            ("validate_nothing", "[{}]"),
            ("order_bulb", "[{}]"),
            ("task_validate_products", "null"),
            ("create_lamp", $$"""[{"product": "{{_known.Product}}"}, {"brightness": 5}]"""),
            ("modify_lamp", $$"""[{"subscription_id": "{{Pick(_known.Subscriptions)}}"}, {"brightness": 5}]"""),
            ("reconcile_lamp", $$"""[{"subscription_id": "{{Pick(_known.Subscriptions)}}", "version": 1}]"""),
            ("modify_note", $$"""[{"subscription_id": "{{Pick(_known.Subscriptions)}}"}, {"note": "a note"}]"""),
            ("task_heal_drift", """[{"product": "lamp"}]"""),
            ("task_bulk_check", """[{"query": "status:active", "concurrency": 2}]"""),
            ("task_bulk_reconcile", """[{"query": "status:active", "concurrency": 2}]"""),
            ("task_bulk_retry", """[{"filters": [{"field": "last_status", "value": "failed"}], "reason": "again"}]"""),
            ("task_bulk_abort", """[{"filters": [{"field": "workflow_name", "value": "ask_much"}], "reason": "enough"}]"""),
            ("task_validate_product_type", """[{"product_type": "Lamp"}]"""),
            ("ask_much", Wide),
            ("ask_much", Wide),
            ("nothing", "[]"),
        ];

    private void AddBody(HttpRequestMessage request, Part part, string? valid)
    {
        if (valid is null && (!Is(part, Part.Body) || _random.Next(2) == 0))
        {
            return;
        }

        request.Content = new ByteArrayContent(
            Is(part, Part.Body) || Is(part, Part.MoreOfBody)
                ? _random.Next(8) switch
                {
                    0 => [],
                    1 => Encoding.UTF8.GetBytes(_json.Any()),
                    _ => _json.Write(valid ?? "{}", part == Part.Body ? 1 : 3),
                }
                : Encoding.UTF8.GetBytes(valid ?? "")
        );
        if ((Is(part, Part.Type) ? Pick(Types) : "application/json") is { } type)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
    }

    private bool Is(Part part, Part wanted) => part == wanted || (part == Part.Any && _random.Next(2) == 0);

    private void AddHeaders(HttpRequestMessage request)
    {
        foreach (var (name, values) in Headers)
        {
            if (_random.Next(6) == 0)
            {
                request.Headers.TryAddWithoutValidation(name, Pick(values).Split('\n'));
            }
        }
    }

    // U+0000 in a path is refused by the server before it has a request, so the API has no say in that answer.
    private string Nonsense() =>
        Pick([
            .. Texts.Where(static text =>
                text.Length > 0 && !text.Contains("%00", StringComparison.Ordinal) && !text.Contains("%2F", StringComparison.Ordinal)
            ),
            "00000000-0000-0000-0000-000000000000",
        ]);

    private string PathValue(string operation, string parameter, string key) =>
        (parameter, operation) switch
        {
            ("workflow_key", _) => key,
            ("token", "ReportProgress") => _known.ReportingToken,
            ("token", _) => _known.Token,
            ("language", _) => Pick(["en-GB", "nl-NL", "xx-YY"]),
            ("subscription_id", _) => Pick(_known.Subscriptions),
            ("workflow_id", _) => Pick(_known.Workflows),
            ("product_id", _) => _known.Product,
            ("product_block_id", _) => _known.Block,
            ("resource_type_id", _) => _known.ResourceType,
            ("customer_id", _) => "c",
            ("product", _) => "lamp",
            ("name", _) => "all",
            ("form_key", _) => "configure_schedule",
            ("user_name", _) => "ann",
            ("id", "DeleteCustomerDescription") => _known.Descriptions[^1],
            ("id", _) => _known.Descriptions[0],
            (_, "ContinueProcess") => _known.Awaiting,
            (_, "ReportProgress") => _known.Reporting,
            (_, "SkipStep") => _known.Failed,
            (_, "ResumeProcess") => Pick([_known.Suspended, _known.Suspended, _known.Failed]),
            (_, "AbortProcess") => Pick([_known.Completed, _known.Bulk]),
            (_, "DeleteTask") => _known.Completed,
            (_, "GetDryRun") => _known.DryRun,
            _ when operation.EndsWith("BulkReconcile", StringComparison.Ordinal) => _known.Bulk,
            _ => Pick(_known.Processes),
        };

    private string QueryValue() => _random.Next(12) == 0 ? new string('x', _random.Next(6_000)) : Pick(Texts);

    /// <summary>A body that the operation takes; null for one that reads none.</summary>
    private string? Valid(string operation, string pages, bool isWhole) =>
        operation switch
        {
            "StartProcess" => pages,
            "ResumeProcess" => Pick(["[]", "{}", "null", Wide, Wide, Wide]),
            "SkipStep" => """{"reason": "because"}""",
            "UpdateProcess" => """{"note": "a note"}""",
            "ContinueProcess" => """{"bulb": "E27", "log": "a and b"}""",
            "CarryOutReconcilePlan" => $$"""{"workflow": "reconcile_lamp", "plan": "{{Guid.NewGuid()}}", "steps": []}""",
            "ReportProgress" => Pick(["\"half of it\"", """{"percent": 50}"""]),
            "StartBulkReconcile" => Pick([
                """{"product": "lamp"}""",
                $$"""{"subscription_ids": ["{{Pick(_known.Subscriptions)}}"], "except_subscription_ids": []}""",
                """{"query": "status:active", "concurrency": 2, "dry_run": true, "only_drifted": false}""",
                """{"query": "status:active", "concurrency": 2, "canary": 1, "stop_after": {"failed": 1}, "wave_size": 2, "wait_seconds": 1}""",
            ]),
            "PauseBulkReconcile" or "ResumeBulkReconcile" or "CancelBulkReconcile" => """{"reason": "because"}""",
            "PauseDrift" => Pick([
                """{"product": "lamp", "reason": "because", "until": 2500000000.5}""",
                $$"""{"subscription_id": "{{Pick(_known.Subscriptions)}}", "reason": "because"}""",
            ]),
            "ResumeDrift" => Pick(["""{"product": "lamp"}""", $$"""{"subscription_id": "{{Pick(_known.Subscriptions)}}"}"""]),
            "SetDriftPolicy" => Pick([
                """{"heal": "report", "check": "0 3 * * *"}""",
                """{"heal": "off", "max_drift_percent": 20, "canary": null, "stop_after": {"percent": 5}, "windows": [{"cron": "0 2 * * *", "duration_seconds": 7200, "time_zone": "Europe/Amsterdam", "deny": true}]}""",
            ]),
            "AcceptDrift" => """{"resource": "lamp in the shop", "path": "brightness", "reason": "because", "until": 2524608000}""",
            "WithdrawAcceptedDrift" => """{"resource": "lamp in the shop", "path": "brightness"}""",
            "CreateSchedule" => Pick([
                """{"workflow_name": "validate_nothing", "name": "n", "trigger": "interval", "trigger_kwargs": {"hours": 4, "start_date": "2026-01-01T00:00:00", "jitter": 5}, "scheduled_type": "create"}""",
                """{"workflow_name": "validate_nothing", "trigger": "cron", "trigger_kwargs": {"day_of_week": "mon", "hour": 3, "minute": "*/5", "timezone": "Europe/Amsterdam"}, "user_inputs": [{}], "scheduled_type": "create"}""",
                """{"workflow_name": "validate_nothing", "trigger": "date", "trigger_kwargs": {"run_date": "2050-12-31T23:59:59"}, "scheduled_type": "create"}""",
            ]),
            "UpdateSchedule" =>
                $$"""{"schedule_id": "{{Pick(_known.Schedules)}}", "name": "m", "trigger": "interval", "trigger_kwargs": {"weeks": 1}, "scheduled_type": "update"}""",
            "DeleteSchedule" =>
                $$"""{"workflow_id": "{{Pick(_known.Workflows)}}", "schedule_id": "{{Pick(_known.Schedules)}}", "scheduled_type": "delete"}""",
            "SearchSubscriptionsByFields" or "SearchWorkflows" or "SearchProducts" or "SearchProcesses" => Pick([Search, Search, Words]),
            "RunForm" when isWhole => WholeSchedule,
            "RunForm" => Pick([
                "[]",
                """[{"task": "Validate nothing"}]""",
                WholeSchedule,
                """[{"task": "Validate nothing"}, {"schedule_type": "Cron"}, {"start_date": 2500000000, "cron": "*/5 2 * * sun"}]""",
                """[{"task": "Validate nothing"}, {"schedule_type": "Once"}, {"start_date": "2050-01-01T00:00:00Z"}]""",
                $$"""[{"task": "Modify lamp"}, {"subscription_id": "{{Pick(_known.Subscriptions)}}"}, {"brightness": 5}, {"schedule_type": "Once"}, {}]""",
            ]),
            "SetEngineStatus" => """{"global_lock": false}""",
            "DescribeWorkflow" or "DescribeProductBlock" or "DescribeResourceType" => """{"description": "what it does"}""",
            "ReportClientError" or "ReportClientEvent" => """{"message": "x is undefined"}""",
            "ChangeProduct" => """{"description": "what it is", "status": "phase out"}""",
            "AddCustomerDescription" =>
                $$"""{"description": "ours", "customer_id": "{{Guid.NewGuid()}}", "subscription_id": "{{Pick(_known.Subscriptions)}}"}""",
            "ChangeCustomerDescription" =>
                $$"""{"id": "{{_known.Descriptions[0]}}", "description": "ours", "customer_id": "c", "subscription_id": "{{_known.Subscriptions[0]}}", "version": null}""",
            _ => null,
        };

    private const string Wide = """
        [{"text": "t", "small": 1, "large": 5000000000, "ratio": 0.5, "price": 12.34, "flag": true, "id": "00000000-0000-0000-0000-000000000001", "day": "2026-01-01", "moment": 1760000000, "shade": "warm", "numbers": [1, 2],
        "tags": ["a"], "corner": {"x": 1, "name": "n"}}]
        """;

    private const string Words =
        """{"query": "lamp | status:active", "limit": 5, "retriever": "fuzzy", "response_columns": ["process.last_status"]}""";

    private const string Search = """
        {"filters": {"bool": {"must": [{"bool": {"should": [{"term": {"subscription.status": "active"}}, {"term": {"insync": true}}]}},
        {"range": {"subscription.start_date": {"gte": "2026-01-01T00:00:00Z", "lte": 1900000000}}}, {"range": {"brightness": {"gt": 1}}},
        {"wildcard": {"subscription.description": {"value": "*lamp?"}}}, {"regexp": {"description": "^(A|[a-z_]+)\\s{1,3}lamp"}}],
        "must_not": {"exists": {"field": "vault"}}}}, "limit": 3, "order_by": {"element": "subscription.start_date", "direction": "desc"},
        "response_columns": ["subscription.insync", "subscription.block.brightness", "x"]}
        """;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
