using System.Text.Json.Serialization;

namespace Orchestrator.Api.Contract;

/// <summary>How the wire's shapes are written, made at build time.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(EpochConverter)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(ActionListDto))]
[JsonSerializable(typeof(IReadOnlyList<SubscriptionDto>))]
[JsonSerializable(typeof(ProcessDto))]
[JsonSerializable(typeof(IReadOnlyList<ProcessDto>))]
[JsonSerializable(typeof(StartedDto))]
[JsonSerializable(typeof(ResumedDto))]
[JsonSerializable(typeof(BulkReconcileDto))]
[JsonSerializable(typeof(StatusCountsDto))]
[JsonSerializable(typeof(IReadOnlyList<ScheduleDto>))]
[JsonSerializable(typeof(ScheduleWrittenDto))]
[JsonSerializable(typeof(EngineStatusDto))]
[JsonSerializable(typeof(EngineLockDto))]
[JsonSerializable(typeof(WorkerStatusDto))]
[JsonSerializable(typeof(ProblemDto))]
[JsonSerializable(typeof(RequestErrorsDto))]
[JsonSerializable(typeof(FormNotCompleteDto))]
[JsonSerializable(typeof(FormInvalidDto))]
[JsonSerializable(typeof(FormOverflowDto))]
[JsonSerializable(typeof(DetailDto))]
[JsonSerializable(typeof(EventDto))]
internal sealed partial class ApiJson : JsonSerializerContext;
